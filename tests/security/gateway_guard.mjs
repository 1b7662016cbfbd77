// The message guard of a running gateway: what may be read in two ways is refused and the connection closed, and no
// service ever sees a request that was hidden in another one.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answered, exchange, origin, sleep, slug } from "./wire.mjs";

const host = `Host: ${origin.host}`;
const door = `/v1/identity/bodies/${slug}/sessions`;
const body = '{"email":"nobody@example.org","password":"wrong wrong wrong"}';
const json = "Content-Type: application/json";
// What the attacker would like to have run: a request of its own behind another one.
const hidden = `GET /v1/identity/bodies/${slug}/hidden HTTP/1.1\r\n${host}\r\n\r\n`;
const chunks = (text) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
const post = (headers, rest) => `POST ${door} HTTP/1.1\r\n${[host, json, ...headers].join("\r\n")}\r\n\r\n${rest}`;
const get = (headers, rest = "") => `GET /verify HTTP/1.1\r\n${[host, ...headers].join("\r\n")}\r\n\r\n${rest}`;

const refused = {
    "two lengths, the first counts": post([`Content-Length: ${body.length}`, `Content-Length: ${body.length + hidden.length}`], body + hidden),
    "two lengths, the second counts": post(["Content-Length: 0", `Content-Length: ${body.length}`], hidden + body),
    "the same length twice": post([`Content-Length: ${body.length}`, `Content-Length: ${body.length}`], body + hidden),
    "a list of lengths": post([`Content-Length: ${body.length}, 0`], body + hidden),
    "a length with a sign": post([`Content-Length: +${body.length}`], body + hidden),
    "a negative length": post(["Content-Length: -1"], hidden),
    "a hexadecimal length": post(["Content-Length: 0x10"], hidden),
    "length before coding": post(["Content-Length: 4", "Transfer-Encoding: chunked"], chunks(body) + hidden),
    "coding before length": post(["Transfer-Encoding: chunked", "Content-Length: 4"], chunks(body) + hidden),
    "length and coding in a GET": get(["Content-Length: 4", "Transfer-Encoding: chunked"], "0\r\n\r\n" + hidden),
    "two codings": post(["Transfer-Encoding: chunked", "Transfer-Encoding: identity"], chunks(body) + hidden),
    "an unknown coding": post(["Transfer-Encoding: xchunked"], chunks(body) + hidden),
    "a list of codings": post(["Transfer-Encoding: gzip, chunked"], chunks(body) + hidden),
    "coding with a tab before the colon": post(["Transfer-Encoding\t: chunked", "Content-Length: 4"], chunks(body) + hidden),
    "coding with a vertical tab": post(["Transfer-Encoding: \x0bchunked"], chunks(body) + hidden),
    "a blank before the colon": post([`Content-Length : ${body.length}`], body + hidden),
    "a blank before a harmless colon": get(["X-Anything : 1"]),
    "two hosts": get(["Host: evil.example"]),
    "two hosts, one in lower case": get([`host: ${origin.host}`]),
    "no host": "GET /verify HTTP/1.1\r\nAccept: */*\r\n\r\n" + hidden,
    "a host with a user": `GET /verify HTTP/1.1\r\nHost: a@${origin.host}\r\n\r\n`,
    "a carriage return in a value": get(["X: a\rb"]),
    "an escape in a value": get(["X: a\x1b[2J"]),
    "a delete in a value": get(["X: a\x7fb"]),
    "a name that is no token": get(["X(y): 1"]),
    "an unknown method": `BREW /verify HTTP/1.1\r\n${host}\r\n\r\n`,
    "TRACE": `TRACE /verify HTTP/1.1\r\n${host}\r\n\r\n`,
    "CONNECT": `CONNECT ${origin.host} HTTP/1.1\r\n${host}\r\n\r\n`,
    "a method in lower case": `get /verify HTTP/1.1\r\n${host}\r\n\r\n`,
    "an absolute target": `GET http://evil.example/verify HTTP/1.1\r\n${host}\r\n\r\n`,
    "an asterisk": `OPTIONS * HTTP/1.1\r\n${host}\r\n\r\n`,
    "a target without a slash": `GET verify HTTP/1.1\r\n${host}\r\n\r\n`,
    "two slashes": `GET //evil.example/ HTTP/1.1\r\n${host}\r\n\r\n`,
    "a parent folder": `GET /app/../v1/identity/me HTTP/1.1\r\n${host}\r\n\r\n`,
    "an encoded parent folder": `GET /app/%2e%2e/v1/identity/me HTTP/1.1\r\n${host}\r\n\r\n`,
    "an encoded slash": `GET /app%2f..%2fv1 HTTP/1.1\r\n${host}\r\n\r\n`,
    "an encoded NUL": `GET /app/x%00.js HTTP/1.1\r\n${host}\r\n\r\n`,
    "a backslash": `GET /app\\x HTTP/1.1\r\n${host}\r\n\r\n`,
    "another expectation": post(["Expect: magic", `Content-Length: ${body.length}`], body),
    "a body in a GET of two readings": get(["Content-Length: 5", "Content-Length: 0"], "12345" + hidden),
    "a PATCH of two readings": `PATCH ${door} HTTP/1.1\r\n${host}\r\n${json}\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n` + hidden,
    "a DELETE of two readings": `DELETE ${door} HTTP/1.1\r\n${host}\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}` + hidden,
};

for (const [why, bytes] of Object.entries(refused))
    test(`refused: ${why}`, async () => {
        const before = await answered("identity");
        const got = await exchange(bytes, 8000);
        assert.equal(got.closed, true, `the connection stays open: ${got.text.slice(0, 200)}`);
        assert.ok(got.answers <= 1, `${got.answers} answers: ${got.text}`);
        assert.equal(got.status, 400, got.text.slice(0, 200));
        await sleep(30);
        assert.equal(await answered("identity"), before, "a service saw a request");
    });

// What the library hides from the guard.  Whatever the first request becomes, the service sees it at most once, and
// never what hides behind it as a request that the gateway did not read as one.
const unseen = {
    "a folded length": post([`Content-Length:\r\n ${body.length}`], body + hidden),
    "a folded coding": post(["Transfer-Encoding:\r\n chunked", `Content-Length: ${body.length}`], body),
    "a folded value": post(["X: a\r\n Content-Length: 0", `Content-Length: ${body.length}`], body),
    "a fold before the first header": `POST ${door} HTTP/1.1\r\n Content-Length: 3\r\n${host}\r\n${json}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    "bare line feeds": `POST ${door} HTTP/1.1\n${host}\n${json}\nContent-Length: ${body.length}\n\n${body}`,
    "a bare line feed that begins a header": post([`X: a\nContent-Length: ${body.length}`], body),
    "a bare line feed that ends the head": post([`Content-Length: ${body.length}`, "X: a\n"], body),
    "a NUL in a value": post(["X: a\0b", `Content-Length: ${body.length}`], body),
    "a NUL in a length": post([`Content-Length: ${body.length}\x000`], body),
    "a NUL in a name": post(["X\0: a", `Content-Length: ${body.length}`], body),
    "a NUL in the target": `GET /v1/identity/bodies/${slug}\0/x HTTP/1.1\r\n${host}\r\n\r\n`,
    "a chunk extension": post(["Transfer-Encoding: chunked"], `${body.length.toString(16)};a="\n${hidden}"\r\n${body}\r\n0\r\n\r\n`),
    "a chunk size of two readings": post(["Transfer-Encoding: chunked"], `0x3\r\nabc\r\n0\r\n\r\n`),
    "a chunk that ends in a bare line feed": post(["Transfer-Encoding: chunked"], `3\nabc\n0\n\n`),
    "headers behind the last chunk": post(["Transfer-Encoding: chunked"], `${body.length.toString(16)}\r\n${body}\r\n0\r\nContent-Length: 5\r\nHost: evil.example\r\n\r\n`),
};

for (const [why, bytes] of Object.entries(unseen))
    test(`harmless: ${why}`, async () => {
        const before = await answered("identity");
        await exchange(bytes, 1500);
        await sleep(30);
        const seen = (await answered("identity")) - before;
        assert.ok(seen <= 1, `the service saw ${seen} requests`);
    });

test("two requests in one piece are two requests, in order", async () => {
    const one = `GET /livez HTTP/1.1\r\n${host}\r\n\r\n`;
    const got = await exchange(one + one.replace("/livez", "/readyz"), 1500);
    assert.equal(got.answers, 2);
    assert.ok(got.text.indexOf("live\n") < got.text.indexOf("ready\n"));
});

test("headers have a limit", async () => {
    const many = await exchange(get(Array.from({ length: 100 }, (_, i) => `X-${i}: 1`)));
    assert.deepEqual([many.status, many.closed], [431, true]);
    const large = await exchange(get([`X: ${"a".repeat(20000)}`]));
    assert.deepEqual([large.status, large.closed], [431, true]);
    const huge = await exchange(get([`X: ${"a".repeat(500000)}`]));
    assert.equal(huge.closed, true);
    assert.ok(huge.status === 431 || huge.status === 0);
});

test("a body that is too large is refused before it is sent", async () => {
    const got = await exchange(post(["Content-Length: 99999999999"], ""));
    assert.deepEqual([got.status, got.closed], [413, true]);
});

test("what a client says about itself does not reach a service", async () => {
    const forged = await exchange(
        `GET /v1/identity/me HTTP/1.1\r\n${host}\r\nSealwright-Context: 1|g1|x\r\nConnection: close\r\n\r\n`, 1500);
    assert.equal(forged.status, 401);
});

test("every answer carries the security headers", async () => {
    for (const path of ["/verify", "/", "/nowhere", "/c/000000000000", "/v1/identity/me", "/v1/nowhere/x", "/app/", "/public.css"]) {
        const got = await exchange(`GET ${path} HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`, 1500);
        for (const name of ["Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"])
            assert.match(got.text, new RegExp(`^${name}: `, "mi"), `${path} has no ${name}`);
        assert.match(got.text, /require-trusted-types-for 'script'/, path);
    }
});

test("a cookie alone cannot change anything", async () => {
    const got = await exchange(
        `DELETE /v1/identity/session HTTP/1.1\r\n${host}\r\nCookie: __Host-sealwright=sw_session_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nConnection: close\r\n\r\n`, 1500);
    assert.equal(got.status, 403);
    assert.match(got.text, /cross-site/);
});

test("errors are problem documents", async () => {
    for (const [path, status] of [["/v1/nowhere/x", 404], ["/v1/identity/me", 401]]) {
        const got = await exchange(`GET ${path} HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`, 1500);
        assert.equal(got.status, status);
        assert.match(got.text, /^Content-Type: application\/problem\+json/mi);
        const problem = JSON.parse(got.text.slice(got.text.indexOf("\r\n\r\n") + 4));
        assert.equal(problem.status, status);
        assert.match(problem.request_id, /^[0-9a-f]{32}$/);
    }
});
