// Node, with its net module: node server.js requests|poem|stream|slow PORT
'use strict';

const net = require('node:net');

const RESPONSE =
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 55\r\n\r\n' +
  'No man is an island, entire of itself; every man is a p';
const LINE = 'The reactor waits, and while it waits the poems come.\n';
const BACKLOG = 4096;
const PORTION = 11;
const DELAY = 700;
const CHUNKS = 2048;
const RESPONSES = Buffer.alloc(16384 * RESPONSE.length, RESPONSE);
const POEM = Buffer.alloc(3003, LINE);
const CHUNK = Buffer.alloc(64 * 1024, LINE);
const CR = 13;
const LF = 10;

function answer(socket) {
  let matched = 0;
  socket.on('data', (bytes) => {
    let found = 0;
    for (let i = 0; i < bytes.length; i++) {
      const b = bytes[i];
      if (b === (matched & 1 ? LF : CR)) {
        if (++matched === 4) {
          found++;
          matched = 0;
        }
      } else {
        matched = b === CR ? 1 : 0;
      }
    }
    if (found > 0) socket.write(RESPONSES.subarray(0, found * RESPONSE.length));
  });
}

function givePoem(socket) {
  socket.end(POEM);
}

function stream(socket) {
  let left = CHUNKS;
  const produce = () => {
    while (left > 0) {
      left--;
      if (!socket.write(CHUNK)) break;
    }
    if (left === 0) socket.end();
  };
  socket.on('drain', produce);
  produce();
}

function giveSlowly(socket) {
  let at = 0;
  let next;
  const send = () => {
    socket.write(POEM.subarray(at, at + PORTION));
    at = (at + PORTION) % POEM.length;
    next = setTimeout(send, DELAY);
  };
  socket.on('close', () => clearTimeout(next));
  socket.resume(); // or the client's end would never be seen
  send();
}

const works = { requests: answer, poem: givePoem, stream, slow: giveSlowly };
const [work, port] = process.argv.slice(2);
if (!(work in works)) {
  console.error('usage: node server.js requests|poem|stream|slow PORT');
  process.exit(2);
}
net
  .createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    works[work](socket);
  })
  .listen(Number(port), '127.0.0.1', BACKLOG);
