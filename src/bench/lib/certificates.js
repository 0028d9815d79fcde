// Creates PEM files of a private certificate authority, and of a certificate that it issues for 127.0.0.1.
"use strict";

const fs = require("fs");
const path = require("path");
const { output } = require("./processes");

const CA = `[req]
distinguished_name=dn
[dn]
[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
subjectKeyIdentifier=hash
`;

const SERVER = `subjectAltName=IP:127.0.0.1,DNS:localhost
extendedKeyUsage=serverAuth
basicConstraints=CA:FALSE
`;

async function createCertificates(scratch) {
  const file = (name) => path.join(scratch, name);
  const files = { ca: file("ca.pem"), key: file("server.key"), cert: file("server.pem") };
  if (fs.existsSync(files.cert)) {
    return files;
  }
  const openssl = (words) => output("openssl", words.split(" "), { cwd: scratch });
  fs.writeFileSync(file("ca.cnf"), CA);
  fs.writeFileSync(file("server.ext"), SERVER);
  try {
    await openssl("ecparam -name prime256v1 -genkey -noout -out ca.key");
    await openssl("req -x509 -new -config ca.cnf -extensions ca -subj /CN=Bench -key ca.key -days 7 -out ca.pem");
    await openssl("ecparam -name prime256v1 -genkey -noout -out server.key");
    await openssl("req -new -config ca.cnf -subj /CN=localhost -key server.key -out server.csr");
    await openssl("x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 7 -extfile server.ext -out server.pem");
  } catch (e) {
    throw e.code === "ENOENT" ? new Error("https needs the program openssl, which is not here") : e;
  }
  return files;
}

module.exports = { createCertificates };
