// The events that server.js handles: one function per event name, with the socket, the arguments and the acknowledgement.
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

  // Sends a volatile event. Connection state recovery does not keep it, as it has no offset.
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

  // Stops reading from the websocket.
  unread(socket) {
    socket.conn.transport.socket._socket.pause();
  },

  // Sends the text of a Socket.IO packet without the server's encoder.
  raw(socket, [text], ack) {
    socket.conn.write(text);
    ack();
  },

  // Sends a binary message, given in hexadecimal, without the server's encoder.
  rawhex(socket, [hex], ack) {
    socket.conn.write(Buffer.from(hex, "hex"));
    ack();
  },

  // Sends values that msgpack can represent and JSON cannot.
  odd(socket, values, ack) {
    socket.emit("odd", NaN, -Infinity, undefined, new Date(0), 2 ** 53 + 2, { u: undefined }, new Uint8Array([7]).buffer);
    ack();
  },

  // Sends a websocket frame with any text, which need not be an Engine.IO packet.
  frame(socket, [text]) {
    socket.conn.transport.socket.send(text);
  },

  binary(socket, values, ack) {
    const nested = { name: "file", data: Buffer.from([1, 2, 3]), parts: [Buffer.from("hi"), { deep: Buffer.alloc(0) }] };
    socket.emit("binary", nested, Buffer.from([0xff]));
    ack(nested);
  },

  // Sends an event to all clients of another namespace.
  elsewhere(socket, [nsp], ack) {
    socket.server.of(nsp).emit("elsewhere", Buffer.from([1, 2]), { deep: Buffer.from([3]) });
    ack();
  },

  // Joins a room, given by its name or as {room}.
  join(socket, [room], ack) {
    socket.join(String(room.room ?? room));
    ack();
  },

  // Sends a message to a room of the sender; the event and the acknowledgement have the same id.
  say(socket, [{ room, text }], ack) {
    const id = `${socket.id} ${Date.now()}`;
    socket.nsp.to(String(room)).emit("said", { id, text });
    ack({ id });
  },

  toroom(socket, [room, event, ...values], ack) {
    socket.nsp.to(String(room)).emit(event, ...values);
    ack();
  },

  headers(socket, values, ack) {
    const { headers, query, auth } = socket.handshake;
    ack({ headers, query, auth });
  },
};
