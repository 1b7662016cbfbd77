// What the field expects of review and decision, as whole flows: each test bears the number of its case.
import { test, before, beforeEach } from "node:test";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addSite, addSoa, entries } from "../../deploy/demo/client.mjs";
import { acceptAnswers, recertification, stage1, stage2, verifyMajor } from "../../deploy/demo/audit.mjs";
import { grant, issued, review } from "../../deploy/demo/certificate.mjs";
import { audited, because, certified, clock, contracted, declare, freshBody, gaps, person, refusal, sql } from "../lib/flows.mjs";
import { nobody, refused } from "../lib/world.mjs";

let cb;
before(async () => {
    cb = await freshBody();
});
beforeEach(() => clock());

// The text of a PDF.
function paper(answer) {
    const folder = mkdtempSync(join(tmpdir(), "sealwright-paper-"));
    try {
        writeFileSync(join(folder, "c.pdf"), answer.raw);
        return execFileSync("pdftotext", [join(folder, "c.pdf"), "-"]).toString();
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

const branches = (n, more = {}) => [{ name: "Head office", city: "Berlin", persons: 40 }, ...[...Array(n)].map((_, i) => ({ name: `Branch ${i + 1}`, city: "Kiel", persons: 12, ...more }))];
const audit = async (path) => cb.apis.planner.get(path);

test("AT-22 a site with significant risk is audited before the decision", async () => {
    const file = await contracted(cb, { sites: branches(3) });
    await addSite(file, { name: "Data centre", city: "Frankfurt", persons: 8, risk: true }); // after the sample was drawn
    await stage1(cb, file);
    await stage2(cb, file);
    await acceptAnswers(cb, file, [file.major, file.minor]);
    await verifyMajor(cb, file);
    await refusal(grant(cb, await review(cb, file)), "SMP-5", /27006-1:2024 9\.1\.5/, /S5/);
    const known = await audited(cb, { sites: branches(3).map((s, i) => ({ ...s, risk: i === 3 })) });
    assert.ok(known.sample.picked.includes(known.sites[3].id), "the sample holds it");
    assert.equal((await grant(cb, await review(cb, known))).outcome, "grant");
});

test("AT-23 an open major at one of nine sites blocks all nine", async () => {
    const file = await audited(cb, { sites: branches(8) }, { open: true });
    await refusal(grant(cb, await review(cb, file, "return")), "MSN-2", /MD 1/, /9 sites/);
});

test("AT-29 a certificate is not effective before its decision", async () => {
    clock("2026-11-02");
    const passed = await review(cb, await audited(cb, { today: "2026-11-02" }));
    await refusal(grant(cb, passed, { effective_on: "2026-10-30" }), "CRT-b", /8\.2\.2 b/, /2026-10-30.*2026-11-02/);
    const decision = await grant(cb, passed, { effective_on: "2026-11-02" });
    assert.deepEqual([decision.effective_on, decision.expires_on], ["2026-11-02", "2029-11-01"]);
});

test("AT-30 six months after stage 2 an open major needs another stage 2", async () => {
    clock("2025-09-19");
    const file = await audited(cb, { today: "2025-09-19" }, { open: true });
    assert.equal((await audit(file.stage2)).ends_on, "2025-08-31");
    clock("2026-02-28");
    await refusal(grant(cb, await review(cb, file, "return")), "NC-4", /9\.5\.2/);
    clock("2026-03-01");
    await refusal(review(cb, file), "DEC-6", /9\.5\.3\.2/, /2026-02-28/);
    const problem = await refusal(grant(cb, await review(cb, file, "return")), "DEC-6", /9\.5\.3\.2/, /2026-02-28/);
    assert.match(problem.what_would_pass, /another stage 2/);
});

test("AT-31 a major verified six months after stage 2 is in time, a day later not", async () => {
    clock("2026-10-07");
    const [file, late] = await Promise.all([1, 2].map(() => audited(cb, { today: "2026-10-07" }, { open: true })));
    assert.equal((await audit(file.stage2)).ends_on, "2026-09-18");
    clock("2027-03-18");
    await verifyMajor(cb, file);
    assert.equal((await grant(cb, await review(cb, file))).decided_on, "2027-03-18");
    clock("2027-03-19");
    await verifyMajor(cb, late);
    await refusal(review(cb, late), "DEC-6", /9\.5\.3\.2/, /2027-03-18/);
});

test("AT-32 a major that is accepted is not verified; a minor with an accepted plan passes", async () => {
    const file = await audited(cb, {}, { open: true });
    const problem = await refusal(review(cb, file), "NC-4", /9\.5\.2/, /accepted but not verified/);
    assert.match(problem.detail, new RegExp(file.major.number));
    await verifyMajor(cb, file);
    assert.equal((await review(cb, file)).outcome, "pass");
});

test("AT-33 neither the lead nor a technical expert of the audit decides", async () => {
    const roles = ["auditor", "decider"];
    const lead = await person(cb, roles, ["lead", "auditor", "decider"]), expert = await person(cb, roles, ["technical_expert", "decider"]);
    const team = { ...cb, people: { ...cb.people, lead: lead.id }, apis: { ...cb.apis, lead: lead.api } };
    team.experts = [{ person_id: expert.id, role: "technical_expert", half_days: 2, accompanied_by: lead.id }];
    // makeClient lets the lead declare; the expert declares here, between application and team.
    const file = await contracted(team);
    await declare(cb, expert, file);
    await stage1(team, file);
    await stage2(team, file);
    await acceptAnswers(team, file, [file.major, file.minor]);
    await verifyMajor(team, file);
    const passed = await review(team, file);
    for (const who of [lead, expert])
        await refusal(grant({ apis: { decider: who.api } }, passed), "SOD-1", /9\.5\.1\.1/, new RegExp(who.name));
    assert.equal((await grant(cb, passed)).outcome, "grant");
});

// Certified on 2024-05-15, until 2027-05-14; the recertification audit is held in April 2027.
async function recertified(options) {
    const file = await certified(cb, "2024-05-15");
    clock("2027-04-01");
    file.today = "2027-04-01";
    await recertification(cb, file, options);
    return file;
}

test("AT-34 renewed in time: three years from the old expiry", async () => {
    const file = await recertified(), old = file.certificate;
    clock("2027-04-02");
    const decision = await grant(cb, await review(cb, file), gaps(cb));
    assert.deepEqual([decision.decided_on, decision.effective_on, decision.expires_on], ["2027-04-02", "2027-04-02", "2030-05-14"]);
    await issued(cb, file, decision);
    const renewed = await cb.apis.decider.get(`/v1/certificates/issued/${file.certificate.id}`);
    assert.deepEqual([renewed.cycle_anchor, renewed.cycle_number], ["2024-05-15", 2]);
    // Until it expires, the old paper is worth no more than the new one.
    const both = () => Promise.all([old.id, file.certificate.id].map(async (id) => (await cb.apis.decider.get(`/v1/certificates/issued/${id}`)).state));
    for (const status of ["suspended", "active", "withdrawn"]) {
        assert.notDeepEqual(await both(), [status, status]);
        await cb.apis.decider.post(`/v1/certificates/issued/${file.certificate.id}/status`, { status, reason: "Decided", ...because(status, "2027-04-02") });
        assert.deepEqual(await both(), [status, status]);
    }
    assert.match((await nobody.send("GET", `/c/${old.public_id}`)).raw.toString(), /Withdrawn/);
});

test("AT-35 AT-36 a major open at expiry: not renewed, expired; restored later, and the gap is shown", async () => {
    const file = await recertified({ major: true }), old = file.certificate;
    await acceptAnswers(cb, file, [file.major], "surveillance");
    clock("2027-05-14");
    await refusal(review(cb, file), "NC-4", /9\.5\.2/);
    await refusal(grant(cb, await review(cb, file, "return")), "T-RCM", /9\.6\.3\.2\.2/);
    const state = async () => (await cb.apis.decider.get(`/v1/certificates/issued/${old.id}`)).state;
    assert.equal(await state(), "active");
    clock("2027-05-15");
    assert.equal(await state(), "expired");
    assert.match((await nobody.send("GET", `/c/${old.public_id}`)).raw.toString(), /Expired/);
    clock("2027-05-20");
    await verifyMajor(cb, file, "surveillance");
    clock("2027-09-01");
    const decision = await grant(cb, await review(cb, file), gaps(cb));
    assert.deepEqual([decision.effective_on, decision.expires_on], ["2027-09-01", "2030-05-14"]);
    await issued(cb, file, decision);
    const restored = await cb.apis.decider.get(`/v1/certificates/issued/${file.certificate.id}`);
    assert.deepEqual([restored.gap_from, restored.gap_to, restored.cycle_anchor], ["2027-05-15", "2027-08-31", "2024-05-15"]);
    assert.match((await nobody.send("GET", `/c/${file.certificate.public_id}`)).raw.toString(), /15 May 2027.*31 August 2027/s);
    assert.match(paper(await nobody.send("GET", `/c/${file.certificate.public_id}.pdf`)), /not in force from 15 May 2027 to\s31 August 2027/);
    const said = JSON.parse((await nobody.send("GET", `/c/${file.certificate.public_id}.json`)).raw.toString()).credentialSubject;
    assert.deepEqual([said.lapsedFrom, said.lapsedUntil], ["2027-05-15", "2027-08-31"]);
});

test("AT-37 six months after expiry is the last day to restore", async () => {
    const file = await recertified();
    const passed = await review(cb, file);
    clock("2027-11-15");
    const problem = await refusal(grant(cb, passed), "T-RST", /9\.6\.3\.2\.5/, /2027-11-14/);
    assert.match(problem.what_would_pass, /stage 2/);
    clock("2027-11-14");
    const decision = await grant(cb, passed, gaps(cb));
    assert.deepEqual([decision.effective_on, decision.expires_on], ["2027-11-14", "2030-05-14"]);
});

test("what no audit of the cycle looked at takes an override, and is no reason to refuse what must be refused", async () => {
    const file = await recertified();
    clock("2027-04-02");
    const passed = await review(cb, file);
    const problem = await refused(grant(cb, passed));
    assert.deepEqual([problem.status, problem.rule], [422, "PRG-8"]);
    assert.match(problem.type, /override-needed/);
    assert.match(problem.detail, /were not looked at in this cycle: 4\.1/);
    const [all, documents] = gaps(cb).overrides;
    assert.equal((await refused(grant(cb, passed, { overrides: [all] }))).rule, "TST-1");
    await refusal(grant(cb, passed, { overrides: [all, { ...documents, approved_by: cb.people.lead }] }), "OVR-3", /7\.1\.2/);
    assert.equal((await grant(cb, passed, gaps(cb))).outcome, "grant");
});

test("nothing is renewed that was withdrawn, is suspended, or never was", async () => {
    const change = (file, status) => cb.apis.decider.post(`/v1/certificates/issued/${file.certificate.id}/status`, { status, reason: "Decided", ...because(status) });
    const file = await recertified();
    const passed = await review(cb, file);
    await change(file, "suspended");
    await refusal(grant(cb, passed), "MNT-14", /9\.6\.5\.4/, /suspended/);
    await change(file, "withdrawn");
    await refusal(grant(cb, passed), "MNT-W", /9\.6\.5/, /withdrawn/);
    clock();
    const fresh = await audited(cb);
    await recertification(cb, fresh);
    await refusal(grant(cb, await review(cb, fresh)), "T-RST", /9\.6\.3\.2\.5/, /no certification/);
});

test("AT-43 no management review, or an internal audit of two of three sites", async () => {
    const file = await contracted(cb, { sites: branches(2) });
    await stage1(cb, file, { until: "closing" });
    const conclusion = { ready: true, reasons: "Documented and in operation", stage2_team_competent: true, internal_audit_on: "2020-01-01", internal_audit_sites: file.sites.map((s) => s.id), management_review_on: "2020-02-01" };
    const conclude = (more) => cb.apis.lead.post(`${file.stage1}/conclusion`, { ...conclusion, ...more });
    await refusal(conclude({ management_review_on: undefined }), "PRG-9", /27006-1:2024 9\.1\.3/, /management review/);
    await refusal(conclude({ internal_audit_sites: conclusion.internal_audit_sites.slice(1) }), "PRG-9", /27006-1:2024 9\.1\.3/, /2 of 3 sites/);
    // What stage 1 saw may be outgrown: the decision looks again.
    const grown = await audited(cb, { sites: branches(1) });
    await addSite(grown, { name: "New", city: "Ulm", persons: 3 });
    await refusal(grant(cb, await review(cb, grown)), "PRG-9", /27006-1:2024 9\.1\.3/, /2 of 3 sites/);
    const lost = await audited(cb);
    sql(`UPDATE audits.readiness SET management_review_on = NULL WHERE client_id = '${lost.id}'`);
    await refusal(grant(cb, await review(cb, lost)), "PRG-9", /27006-1:2024 9\.1\.3/, /management review/);
});

test("AT-44 against the team: reasons and a second decider", async () => {
    const file = await audited(cb, {}, { recommendation: "not_certify" });
    const passed = await review(cb, file);
    await refusal(grant(cb, passed), "DEC-8", /27006-1:2024 9\.5\.2/, /second decider/);
    await refusal(grant(cb, passed, { second_decider: cb.people.decider }), "DEC-8", /27006-1:2024 9\.5\.2/);
    const second = await person(cb, ["decider"], ["decider"], { file });
    await refusal(grant(cb, passed, { second_decider: second.id, reason: " " }), "DEC-8", /27006-1:2024 9\.5\.2/, /reasons/);
    assert.equal((await grant(cb, passed, { second_decider: second.id, reason: "Evidence of 3 November" })).outcome, "grant");
});

test("AT-45 the edition of 2013 ended on 2025-10-31", async () => {
    clock("2025-10-31");
    const decider = await person(cb, ["decider"], ["decider"], { standard: "ISO/IEC 27001:2013" });
    const files = await Promise.all([1, 2].map(() => audited(cb, { today: "2025-10-31" })));
    for (const file of files) await declare(cb, decider, file);
    const passed = await Promise.all(files.map((file) => review(cb, file)));
    // No application can choose the edition of 2013 any more: these two are older.
    sql(`UPDATE audits.audit SET standard = 'ISO/IEC 27001:2013' WHERE audit_id IN (${files.map((f) => `'${f.stage2.split("/").pop()}'`).join()})`);
    const decide = (review) => grant({ apis: { decider: decider.api } }, review);
    assert.equal((await decide(passed[0])).decided_on, "2025-10-31");
    clock("2025-11-01");
    const problem = await refusal(decide(passed[1]), "MD26-1", /MD 26/, /27001:2013.*2025-10-31.*2025-11-01/);
    assert.match(problem.what_would_pass, /27001:2022/);
});

test("AT-55 a control excluded after the audit blocks the certificate, another wording does not", async () => {
    const file = await audited(cb);
    const passed = await review(cb, file);
    await addSoa(file, "4.3", entries.map((e) => (e.control === "A.7.4" ? { ...e, applicable: false, justification: "No own premises" } : e)));
    await refusal(grant(cb, passed), "ISM-3", /27006-1:2024 8\.2\.2/, /A\.7\.4/);
    await addSoa(file, "4.4", entries.map((e) => ({ ...e, justification: `${e.justification}, reworded` })));
    assert.equal((await grant(cb, passed)).outcome, "grant");
});
