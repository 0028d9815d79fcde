// What a client can ask of server.js: one function per event name, given the socket, the arguments and the acknowledgement.
"use strict";

module.exports = {
  echo(socket, values, ack) {
    socket.emit("echo", ...values);
    ack(...values);
  },

  ack(socket, values, ack) {
    ack(...values);
  },

  noack() {},

  lateack(socket, [ms, ...values], ack) {
    setTimeout(() => ack(...values), ms);
  },

  ackme(socket, values, ack) {
    socket.emit("question", ...values, (...answer) => socket.emit("answered", ...answer));
    ack();
  },

  burst(socket, [count, size = 10], ack) {
    const payload = "x".repeat(size);
    for (let i = 0; i < count; i++) {
      socket.emit("data", i, payload);
    }
    ack(count);
  },

  tick(socket, [ms], ack) {
    let count = 0;
    const timer = setInterval(() => socket.emit("tick", ++count), ms);
    socket.on("disconnect", () => clearInterval(timer));
    ack();
  },

  // Events that a server with connection state recovery does not keep: they have no offset.
  volatile(socket, values, ack) {
    socket.volatile.emit("volatile", ...values);
    ack();
  },

  bye(socket) {
    socket.disconnect();
  },

  byebye(socket) {
    socket.disconnect(true);
  },

  crash() {
    process.exit(3);
  },

  // From now on the server reads nothing more of a websocket.
  unread(socket) {
    socket.conn.transport.socket._socket.pause();
  },

  // The text of a Socket.IO packet, which no serializer of the server touches.
  raw(socket, [text], ack) {
    socket.conn.write(text);
    ack();
  },

  // The same for a binary message, in hexadecimal.
  rawhex(socket, [hex], ack) {
    socket.conn.write(Buffer.from(hex, "hex"));
    ack();
  },

  // What JSON has no form for, and msgpack has.
  odd(socket, values, ack) {
    socket.emit("odd", NaN, -Infinity, undefined, new Date(0), 2 ** 53 + 2, { u: undefined }, new Uint8Array([7]).buffer);
    ack();
  },

  // The text of an Engine.IO packet, or no packet at all: one websocket frame as it is.
  frame(socket, [text]) {
    socket.conn.transport.socket.send(text);
  },

  binary(socket, values, ack) {
    const nested = { name: "file", data: Buffer.from([1, 2, 3]), parts: [Buffer.from("hi"), { deep: Buffer.alloc(0) }] };
    socket.emit("binary", nested, Buffer.from([0xff]));
    ack(nested);
  },

  // To everybody in another namespace.
  elsewhere(socket, [nsp], ack) {
    socket.server.of(nsp).emit("elsewhere", Buffer.from([1, 2]), { deep: Buffer.from([3]) });
    ack();
  },

  join(socket, [room], ack) {
    socket.join(room);
    ack();
  },

  toroom(socket, [room, event, ...values], ack) {
    socket.nsp.to(room).emit(event, ...values);
    ack();
  },

  headers(socket, values, ack) {
    const { headers, query, auth } = socket.handshake;
    ack({ headers, query, auth });
  },
};
