// A 200 MB upload leaves the memory of the gateway and of the service evidence as it was.
import { test } from "node:test";
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:https";
import { body, client } from "../lib/world.mjs";
import { origin, slug } from "./wire.mjs";

const total = 200 * 1024 * 1024;
const most = 16 * 1024; // KiB
const piece = randomBytes(1024 * 1024);
const pieceOf = (left) => (left < piece.length ? piece.subarray(0, left) : piece);

const resident = (name) => {
    const pid = readFileSync(`${process.env.SW_VAR}/run/${name}.pid`, "utf8").trim();
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
};
const watched = ["gateway", "evidence"];

function digestOf(size) {
    const hash = createHash("sha256");
    for (let left = size; left > 0; left -= piece.length) hash.update(pieceOf(left));
    return hash.digest("hex");
}

/** Send `size` bytes as fast as they are taken. */
function send(path, authorization, size) {
    const digest = digestOf(size);
    const headers = { Authorization: authorization, "Content-Type": "application/octet-stream", "Content-Length": size, "Idempotency-Key": randomBytes(16).toString("hex") };
    return new Promise((resolve, reject) => {
        const req = request({ host: origin.hostname, port: origin.port, rejectUnauthorized: false, method: "POST", path: `${path}?name=large.bin&sha256=${digest}`, headers }, (res) => {
            let text = "";
            res.on("data", (d) => (text += d));
            res.on("end", () => resolve({ status: res.statusCode, text, digest }));
        });
        req.on("error", reject);
        let left = size;
        const more = () => {
            while (left > 0) {
                const part = pieceOf(left);
                left -= part.length;
                if (!req.write(part)) return req.once("drain", more);
            }
            req.end();
        };
        more();
    });
}

test("a 200 MB upload adds less than 16 MiB", async () => {
    const { planner, auditor } = (await body(slug)).apis;
    const spec = client("Large");
    const organisation = await planner.post("/v1/clients/organisations", {
        legal_name: spec.name, registration_id: spec.registration, street: spec.street, city: spec.city, postal_code: spec.postal, country: spec.country,
        sectors: [33], technical_areas: ["T1"], language: "en",
    });
    const asked = await planner.post("/v1/evidence/requests", { client_id: organisation.id, reference: "8.13", title: "Backup", detail: "One whole backup" });
    const path = `/v1/evidence/requests/${asked.id}/files`;
    const authorization = auditor.headers.Authorization;

    const small = await send(path, authorization, 1000000); // everything that is made once is made now
    assert.equal(small.status, 201, small.text);
    const before = watched.map(resident);
    const peak = [...before];
    const timer = setInterval(() => watched.forEach((name, i) => (peak[i] = Math.max(peak[i], resident(name)))), 10);
    const got = await send(path, authorization, total);
    clearInterval(timer);
    assert.equal(got.status, 201, got.text);
    assert.equal(JSON.parse(got.text).sha256, got.digest);
    watched.forEach((name, i) => assert.ok(peak[i] - before[i] < most, `${name} grew from ${before[i]} to ${peak[i]} KiB`));
});
