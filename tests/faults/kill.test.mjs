// Services die while certifications run: they are started again, the clients' retries finish the work, nothing is
// doubled and nothing is lost.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { apply, makeClient } from "../../deploy/demo/client.mjs";
import { resolveFindings, stage1, stage2 } from "../../deploy/demo/audit.mjs";
import { certify } from "../../deploy/demo/certificate.mjs";
import { body, client, nobody, today } from "../lib/world.mjs";

const services = ["identity", "clients", "stage1", "stage2", "surveillance", "evidence", "certificates", "signer", "courier", "rules", "gateway"];
const rounds = Number(process.env.SW_FAULT_ROUNDS ?? 2);
const seed = Number(process.env.SW_FAULT_SEED ?? Date.now() % 100000);

// A small generator with a seed, so that a failure can be looked at again.
let state = seed;
const random = () => ((state = (state * 1103515245 + 12345) % 2147483648) / 2147483648);

const pid = (name) => {
    try {
        return Number(readFileSync(`${process.env.SW_VAR}/run/${name}.pid`, "utf8"));
    } catch {
        return 0;
    }
};

async function killing(work) {
    let running = true;
    let kills = 0;
    const killer = (async () => {
        const queue = [...services].sort(() => random() - 0.5);
        while (running) {
            const name = queue.shift();
            queue.push(name);
            const victim = pid(name);
            if (victim) {
                try {
                    process.kill(victim, "SIGKILL");
                    kills++;
                } catch {
                    // it was just being started again
                }
            }
            await new Promise((r) => setTimeout(r, 250 + random() * 400));
        }
    })();
    try {
        return [await work, () => kills];
    } finally {
        running = false;
        await killer;
    }
}

test(`kill -9 of every service in turn while a certification runs (seed ${seed})`, async () => {
    const cb = await body("southgate");
    for (let round = 0; round < rounds; round++) {
        const spec = client("Killed");
        const [file, kills] = await killing((async () => {
            const f = await apply(cb, await makeClient(cb, spec, today));
            await stage1(cb, f);
            await stage2(cb, f);
            await resolveFindings(cb, f);
            return certify(cb, f);
        })());
        assert.ok(kills() > 0, "somebody was killed");
        const mine = (list) => list.data.filter((x) => x.client_id === file.id || x.legal_name === spec.name);
        await new Promise((r) => setTimeout(r, 2000));
        assert.equal(mine(await cb.apis.planner.get("/v1/clients/organisations?limit=200")).length, 1, "one client");
        assert.equal(mine(await cb.apis.planner.get(`/v1/stage1/audits?client_id=${file.id}`)).length, 1, "one stage 1");
        assert.equal(mine(await cb.apis.planner.get(`/v1/stage2/audits?client_id=${file.id}`)).length, 1, "one stage 2");
        assert.equal(mine(await cb.apis.planner.get(`/v1/stage2/findings?client_id=${file.id}`)).length, 2, "two findings");
        assert.equal(mine(await cb.apis.decider.get("/v1/certificates/issued?limit=200")).length, 1, "one certificate");
        const page = await nobody.send("GET", `/c/${file.certificate.public_id}`);
        assert.equal(page.status, 200);
    }
});

test("the trail of every body is whole after it", () => {
    const faults = execFileSync("bash", ["tests/lib/trail.sh", process.env.SW_VAR]).toString().trim();
    assert.equal(faults, "0");
});
