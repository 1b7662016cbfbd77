// Clients that send a byte now and then are cut, and nobody else notices them.
//     SW_HEADER_DEADLINE_S   the gateway's setting (default 20)
import { test } from "node:test";
import assert from "node:assert/strict";
import http from "node:https";
import net from "node:net";
import { connect, origin, sleep, slug } from "./wire.mjs";

const deadline = Number(process.env.SW_HEADER_DEADLINE_S ?? 20) * 1000;
const grace = 10000; // of a body, before its rate counts
const late = 4000; // how much later than promised is still right on a busy machine

/** Milliseconds until the other side closes; `feed` is called each second. */
function lifetime(socket, feed) {
    return new Promise((resolve) => {
        const started = Date.now();
        const timer = setInterval(() => feed(socket), 1000);
        socket.on("error", () => {});
        socket.resume();
        socket.on("close", () => {
            clearInterval(timer);
            resolve(Date.now() - started);
        });
        setTimeout(() => socket.destroy(), deadline + grace + 30000).unref();
    });
}

async function quick() {
    const started = Date.now();
    await new Promise((resolve, reject) =>
        http.get({ host: origin.hostname, port: origin.port, path: "/livez", rejectUnauthorized: false }, (res) => res.resume().on("end", resolve)).on("error", reject));
    return Date.now() - started;
}

test("slow clients", { concurrency: true }, async (t) => {
    const cut = (name, socket, first, byte, due) =>
        t.test(name, async () => {
            socket.on(socket.encrypted ? "secureConnect" : "connect", () => first && socket.write(first));
            const lived = await lifetime(socket, (s) => byte && s.writable && s.write(byte));
            assert.ok(lived < due + late, `lived for ${lived} ms`);
            assert.ok(lived > due - 2000, `cut already after ${lived} ms`);
        });
    const head = `POST /v1/identity/bodies/${slug}/sessions HTTP/1.1\r\nHost: ${origin.host}\r\nContent-Type: application/json\r\n`;
    const tests = [
        cut("without a TLS handshake", net.connect(Number(origin.port), origin.hostname), null, null, deadline),
        cut("without a request", connect(), null, null, deadline),
        cut("a header of one byte a second", connect(), "GET /verify HTTP/1.1\r\nX: ", "a", deadline),
        cut("a request line of one byte a second", connect(), "GET /", "a", deadline),
        cut("a body of one byte a second", connect(), `${head}Content-Length: 100000\r\n\r\n`, "a", grace),
        cut("chunks of one byte a second", connect(), `${head}Transfer-Encoding: chunked\r\n\r\n`, "1\r\na\r\n", grace),
        t.test("meanwhile others are served", async () => {
            const crowd = Array.from({ length: 150 }, () => connect());
            for (const s of crowd) s.on("error", () => {}).on("secureConnect", () => s.write("GET /verify HTTP/1.1\r\nX"));
            await sleep(2000);
            for (let i = 0; i < 20; i++) assert.ok((await quick()) < 1000);
            for (const s of crowd) s.destroy();
        }),
    ];
    await Promise.all(tests);
});
