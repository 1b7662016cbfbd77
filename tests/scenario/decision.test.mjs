// What the standards forbid is refused, with rule and clause; one decision makes one certificate.
import { test, before } from "node:test";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { apply, makeClient } from "../../deploy/demo/client.mjs";
import { resolveFindings, stage1, stage2 } from "../../deploy/demo/audit.mjs";
import { review } from "../../deploy/demo/certificate.mjs";
import { body, client, nobody, refused, today } from "../lib/world.mjs";

let cb;
before(async () => {
    cb = await body("southgate");
});


async function ready(until) {
    const file = await apply(cb, await makeClient(cb, client(), today));
    await stage1(cb, file);
    if (until === "stage1") return file;
    await stage2(cb, file);
    if (until !== "findings") await resolveFindings(cb, file);
    return file;
}

function named(problem) {
    assert.equal(problem.status, 422, JSON.stringify(problem));
    assert.ok(problem.rule && problem.clause && problem.what_would_pass, JSON.stringify(problem));
    return problem;
}

test("stage 2 before stage 1 is closed is refused", async () => {
    const file = await apply(cb, await makeClient(cb, client(), today));
    const problem = named(await refused(stage2(cb, file)));
    assert.match(problem.clause, /9\.3\.1/);
});

test("with an open major the technical review does not pass", async () => {
    const file = await ready("findings");
    const problem = named(await refused(review(cb, file)));
    assert.match(problem.clause, /9\.5\.2/);
});

test("a member of the audit team does not decide", async () => {
    // The lead gets the decider's role for this: the rule must refuse, not the permission.
    const admin = cb.apis.admin;
    const twin = await admin.post("/v1/identity/people", { name: "Both", email: `both-${randomUUID()}@southgate.example`, roles: ["auditor", "decider", "reviewer"], password: cb.password, languages: ["en"] });
    for (const f of ["lead", "auditor", "decider", "reviewer"])
        await admin.post(`/v1/identity/people/${twin.id}/authorisations`, { function: f, standard: "ISO/IEC 27001:2022", sectors: [33], technical_areas: ["T1", "T3"], languages: ["en"], valid_from: "2023-01-01", valid_to: "2032-12-31", basis: "Test" });
    const both = await nobody.signIn("southgate", twin.email, cb.password);
    const second = { ...cb, people: { ...cb.people, lead: twin.id }, apis: { ...cb.apis, lead: both } };
    const other = await apply(second, await makeClient(second, client(), today));
    await stage1(second, other);
    await stage2(second, other);
    await resolveFindings(second, other);
    const otherReview = await review(cb, other);
    const problem = named(await refused(both.post("/v1/certificates/decisions", { review_id: otherReview.id, outcome: "grant", reason: "Mine" })));
    assert.equal(problem.rule, "SOD-1");
    assert.match(problem.clause, /9\.5\.1/);
});

test("64 concurrent grants of one decision issue one certificate", async () => {
    const file = await ready();
    const passed = await review(cb, file);
    const grant = { review_id: passed.id, outcome: "grant", reason: "All gates passed" };
    const answers = await Promise.allSettled([...Array(64)].map(() => cb.apis.decider.post("/v1/certificates/decisions", grant)));
    const made = answers.filter((a) => a.status === "fulfilled");
    assert.equal(made.length, 1, "one grant is made");
    for (const a of answers.filter((x) => x.status === "rejected")) assert.equal(a.reason.status, 409, String(a.reason));
    await new Promise((r) => setTimeout(r, 1500));
    const issued = (await cb.apis.decider.get("/v1/certificates/issued?limit=200")).data.filter((c) => c.client_id === file.id);
    assert.equal(issued.length, 1, "one certificate is there");
});

test("the same Idempotency-Key gives the same answer, with another body it is refused", async () => {
    const key = randomUUID();
    const new_client = (name) => ({ legal_name: name, registration_id: key, street: "A 1", city: "Leeds", postal_code: "1", country: "GB", sectors: [33], technical_areas: ["T1"], language: "en" });
    const first = await cb.apis.planner.post("/v1/clients/organisations", new_client("One"), { key });
    const again = await cb.apis.planner.post("/v1/clients/organisations", new_client("One"), { key });
    assert.deepEqual(again, first);
    const problem = await refused(cb.apis.planner.post("/v1/clients/organisations", new_client("Two"), { key }));
    assert.equal(problem.status, 422);
    assert.match(problem.type, /idempotency-key-reused/);
    const all = await Promise.allSettled([...Array(16)].map(() => cb.apis.planner.post("/v1/clients/organisations", { ...new_client("Many"), registration_id: `${key}-m` }, { key: `${key}-m` })));
    const ids = new Set(all.map((a) => a.value?.id));
    assert.equal(ids.size, 1, "16 at once have one effect and one answer");
});
