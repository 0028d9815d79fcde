# A Socket.IO server of python-socketio: server.py PORT OPTIONS, a JSON object of options of socketio.Server.
# It has no websocket, because the standard library of Python has none.
import json
import sys
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIServer, make_server

import socketio


class ThreadingServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


application = socketio.WSGIApp(socketio.Server(async_mode="threading", **json.loads(sys.argv[2])))
make_server("127.0.0.1", int(sys.argv[1]), application, ThreadingServer).serve_forever()
