// Whole flows for the acceptance cases: a certification body of their own, the business clock, and files in a given state.
import { after } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { makeBody } from "../../deploy/demo/body.mjs";
import { apply, makeClient } from "../../deploy/demo/client.mjs";
import { acceptAnswers, resolveFindings, stage1, stage2 } from "../../deploy/demo/audit.mjs";
import { certify } from "../../deploy/demo/certificate.mjs";
import { client, nobody, origin, refused, today } from "./world.mjs";

export function freshBody() {
    const slug = `b${randomBytes(5).toString("hex")}`;
    return makeBody({ origin, operator: process.env.SW_OPERATOR }, { slug, name: `Body ${slug}`, street: "Testweg 1", city: "Berlin", country: "DE",
        accreditation_body: "Test Accreditation", accreditation_acronym: "TA", accreditation_number: "D-1", time_zone: "UTC" });
}

// It is noon of that day for the whole installation; without a day it is what it really is, as after each file of tests.
export function clock(on) {
    const seconds = on ? Math.round((Date.parse(`${on}T12:00:00Z`) - Date.now()) / 1000) : 0;
    execFileSync(`${process.env.SW_VAR}/etc/clock`, [`${seconds} seconds`]);
}
after(() => clock());

export function sql(statement) {
    return execFileSync(new URL("sql.sh", import.meta.url).pathname, [process.env.SW_VAR, statement]).toString().trim();
}

// A refusal names rule, clause and what would make it pass.
export async function refusal(promise, rule, clause, detail = /./) {
    const problem = await refused(promise), said = JSON.stringify(problem);
    assert.equal(problem.status, 422, said);
    assert.equal(problem.rule, rule, said);
    assert.match(problem.clause, clause, said);
    assert.match(problem.detail, detail, said);
    assert.ok(problem.what_would_pass, said);
    return problem;
}

// One more person of the body, signed in, who declared nothing against the client.
export async function person(cb, roles, functions, more = {}) {
    const { sectors = [33], technical_areas = ["T1", "T2", "T3", "T4"], standard = "ISO/IEC 27001:2022", file } = more;
    const made = await cb.apis.admin.post("/v1/identity/people", { name: `Person ${randomBytes(3).toString("hex")}`, email: `${randomBytes(6).toString("hex")}@${cb.slug}.example`, roles, password: cb.password, languages: ["en"] });
    for (const f of functions)
        await cb.apis.admin.post(`/v1/identity/people/${made.id}/authorisations`, { function: f, standard, sectors, technical_areas, languages: ["en"], valid_from: "2023-01-01", valid_to: "2032-12-31", basis: "Test" });
    const api = await nobody.signIn(cb.slug, made.email, cb.password);
    if (file) await declare(cb, { id: made.id, api }, file);
    return { id: made.id, name: made.name, api };
}

export function declare(cb, who, file, more = { relation: "none" }) {
    return who.api.post(`/v1/identity/people/${who.id}/declarations`, { client_id: file.id, ...more });
}

export async function contracted(cb, spec = {}, options) {
    return apply(cb, await makeClient(cb, { ...client(), ...spec }, spec.today ?? today), options);
}

// A file whose stage 2 report is signed: a major and a minor nonconformity, answered and accepted; the major is
// verified unless it is to stay open.
export async function audited(cb, spec = {}, { open = false, ...options } = {}) {
    const file = await contracted(cb, spec);
    await stage1(cb, file);
    await stage2(cb, file, options);
    if (open) await acceptAnswers(cb, file, [file.major, file.minor]);
    else await resolveFindings(cb, file);
    return file;
}

// On that day, with the certificate issued.
export async function certified(cb, on, spec = {}) {
    clock(on);
    return certify(cb, await audited(cb, { ...spec, today: on }));
}

// What a change of status needs besides its reason: the ground of a suspension and what ends it, or that it was solved.
export const because = (status, on) => ({
    suspended: { ground: "failure", conditions: "Hold the surveillance audit" },
    active: { solved_on: on, evidence: "Report of the surveillance audit" },
}[status] ?? {});

// The audits of these flows look at a few requirements only: the decision that begins the next cycle says why that is enough.
export const gaps = (cb) => ({ overrides: ["PRG-8", "TST-1"].map((rule) => ({ rule, reason: "Looked at in the audits of another standard", approved_by: cb.people.reviewer })) });
