// Stage 1 and Stage 2 of a client, as planner, auditors and auditee work them.
import { day, workday } from "./days.mjs";

const documents = [...Array(18)].map((_, i) => `D${String(i + 1).padStart(2, "0")}`);
const conditional = [...Array(10)].map((_, i) => `C${String(i + 1).padStart(2, "0")}`);

// How many days after the first one two auditors need.
const span = (halfDays) => Math.ceil(halfDays / 4);

// From a planned audit to its opening meeting.  body.experts: who else is in the team.
async function prepare(body, file, service, from, to, kind) {
    const { planner, lead } = body.apis;
    const audit = await planner.post(`/v1/${service}/audits`, { client_id: file.id, programme_id: file.programme.id, starts_on: from, ends_on: to, soa_id: file.soa.id, ...(kind && { kind }) });
    const at = `/v1/${service}/audits/${audit.id}`;
    const half = audit.half_days;
    await planner.post(`${at}/team`, { members: [
        { person_id: body.people.lead, role: "lead", half_days: Math.ceil(half / 2) },
        { person_id: body.people.auditor, role: "auditor", half_days: Math.ceil(half / 2) },
        ...(body.experts ?? []),
    ] });
    await planner.post(`${at}/notice`, { note: "Your team" });
    await file.api.post(`${at}/confirmation`, { accepted: true });
    const workspace = await lead.get(at);
    await lead.post(`${at}/plan`, {
        objectives: "Conformity with the criteria, effectiveness, ability to meet legal and contractual requirements, areas for improvement",
        criteria: "ISO/IEC 27001:2022 and the documents of the client", items: planItems(body, workspace, from, to, half),
    });
    await file.api.post(`${at}/plan-agreement`, {});
    await lead.post(`${at}/opening`, { held_on: from, attendees: [{ name: "Managing director", function: "top management" }, { name: file.contact, function: "security officer" }],
        persons_confirmed: file.sites.reduce((n, s) => n + s.persons, 0) });
    return { at, sites: workspace.sites.map((s) => s.site_id ?? s.id) };
}

// Direct time of 80 % of the calculated, spread over people, days and sites.
function planItems(body, workspace, from, to, half) {
    const sites = workspace.sites.map((s) => s.site_id ?? s.id);
    const people = [body.people.lead, body.people.auditor];
    const days = [];
    for (let d = from; d <= to; d = day(d, 1)) days.push(d);
    const items = [];
    let left = Math.ceil(half * 240 * 0.9);
    for (let i = 0; left > 0 || i < sites.length; i++) {
        const slot = Math.floor(i / people.length);
        items.push({ on: days[Math.floor(slot / 2) % days.length], starts_at: slot % 2 ? "13:00" : "09:00", minutes: 240, person_id: people[i % people.length], site_id: sites[i % sites.length],
            activity: i === 0 ? "Opening meeting, context and leadership" : "Interviews, records and systems", requirements: ["9.2.2"], direct: true });
        left -= 240;
    }
    return items;
}

export async function stage1(body, file, { until = "report" } = {}) {
    const { lead } = body.apis;
    const from = workday(day(file.today, -40)), to = day(from, span(file.time.stage1_half_days));
    const { at } = await prepare(body, file, "stage1", from, to);
    const request = await lead.post("/v1/evidence/requests", { client_id: file.id, audit_id: at.split("/").pop(), reference: "4.3", title: "Documented information of the ISMS", detail: "Scope, policy, risk assessment and treatment, in their version in force", due_on: to });
    file.evidence = [await file.api.upload(`/v1/evidence/requests/${request.id}/files`, "isms-handbook.txt", Buffer.from(`ISMS handbook of ${file.name}\n`.repeat(200)))];
    await lead.post(`/v1/evidence/requests/${request.id}/judgement`, { accepted: true, reason: "Complete" });
    await lead.post(`${at}/documents`, { reviews: [...documents, ...conditional].map((ref) => ({ ref, verdict: "conforming", evidence_id: file.evidence[0].id })) });
    await lead.post(`${at}/soa-review`, { conclusion: "Complete, justified, in line with the risk treatment plan" });
    file.concern = await lead.post(`${at}/concerns`, { requirement: "A.5.19", statement: "Supplier reviews of two suppliers are older than a year" });
    for (const site of (await lead.get(at)).sites)
        await lead.post(`${at}/observations`, { site_id: site.site_id ?? site.id, requirement: "4.3", method: "interview", subject: "Security officer", note: "Scope and interfaces explained", result: "conforming" });
    file.stage1 = at;
    await lead.post(`${at}/closing`, { held_on: to, attendees: [{ name: file.contact, function: "security officer" }] });
    if (until === "closing") return;
    await lead.post(`${at}/conclusion`, { ready: true, reasons: "The system is documented and in operation", stage2_team_competent: true,
        internal_audit_on: day(file.today, -90), internal_audit_sites: file.sites.map((s) => s.id), management_review_on: day(file.today, -80) });
    await lead.post(`${at}/report`, report("proceed"));
}

function report(recommendation) {
    return { recommendation, reasons: "Conformity and effectiveness were shown on the sample", conclusion: "The system meets the requirements and reaches its intended results on the sample taken", objectives_met: true,
        scope_fitness: "The scope fits the activities and sites", internal_audit_and_review: "Both are planned, done and effective", audit_trails: "Risk assessment to controls, incidents, supplier management, access" };
}

// What the team sees at each site.
async function observe(body, file, at, sites) {
    const { lead, auditor } = body.apis;
    for (const [i, site] of sites.entries())
        for (const [requirement, method] of [["A.8.2", "system_test"], ["7.2", "interview"]])
            await (i % 2 ? auditor : lead).post(`${at}/observations`, { site_id: site, requirement, method, subject: "System administrator", sample: "5 of 40 accounts", note: "Seen on the live system", result: "conforming", evidence_ids: [file.evidence[0].id] });
}

// A function that raises a finding at a site.
function raise(body, file, at, site, on) {
    return (grade, requirement, statement, evidence_text) =>
        body.apis.lead.post(`${at}/findings`, { site_id: site, grade, requirement, statement, evidence_text, evidence_ids: [file.evidence[0].id], discussed_with: file.contact, discussed_on: on });
}
const majorOf = (finding) => finding("major", "9.2.2", "The internal audit programme did not cover the development department", "Audit reports of the last two years, programme 2026");
const minorOf = (finding) => finding("minor", "A.8.13", "Restore tests of backups are not recorded", "Backup procedure, no records of tests in the ticket system");

export async function stage2(body, file, { until = "report", recommendation = "certify" } = {}) {
    const { lead } = body.apis;
    const from = workday(day(file.today, -22)), to = day(from, span(file.time.stage2_half_days));
    const { at, sites } = await prepare(body, file, "stage2", from, to);
    file.stage2 = at;
    await observe(body, file, at, sites);
    if (until === "fieldwork") return;
    await lead.post(`${at}/concerns/${file.concern.id}/answer`, { solved: true, answer: "The reviews were made up and seen" });
    const finding = raise(body, file, at, sites[0], to);
    file.major = await majorOf(finding);
    file.minor = await minorOf(finding);
    await lead.post(`${at}/closing`, { held_on: to, attendees: [{ name: file.contact, function: "security officer" }] });
    await lead.post(`${at}/report`, report(recommendation));
}

// The audit before a certificate is renewed, in the weeks before file.today.
export async function recertification(body, file, { major = false } = {}) {
    const { lead } = body.apis;
    const from = workday(day(file.today, -22)), to = day(from, span(file.time.recertification_half_days));
    const { at, sites } = await prepare(body, file, "surveillance", from, to, "recertification");
    file.recertification = at;
    await observe(body, file, at, sites);
    file.major = major ? await majorOf(raise(body, file, at, sites[0], to)) : undefined;
    await lead.post(`${at}/closing`, { held_on: to, attendees: [{ name: file.contact, function: "security officer" }] });
    await lead.post(`${at}/report`, report("renew"));
}

export async function answerFinding(file, finding, service = "stage2") {
    return file.api.post(`/v1/${service}/findings/${finding.id}/response`, { correction: "Made up at once", root_cause: "The yearly plan was copied without the new department", corrective_action: "The plan is derived from the organisation chart and approved by the management review",
        responsible: file.contact, due_on: day(file.today, 20), evidence_ids: [file.evidence[0].id] });
}

export async function acceptAnswers(body, file, findings, service = "stage2") {
    for (const f of findings) {
        await answerFinding(file, f, service);
        await body.apis.lead.post(`/v1/${service}/findings/${f.id}/response-review`, { accepted: true, reason: "Cause found and treated" });
    }
}

export async function verifyMajor(body, file, service = "stage2") {
    const at = `/v1/${service}/findings/${file.major.id}`, evidence_ids = [file.evidence[0].id];
    await file.api.post(`${at}/evidence`, { evidence_ids, note: "Report of the additional internal audit" });
    await body.apis.lead.post(`${at}/verification`, { effective: true, method: "document", conclusion: "The department was audited; the plan is changed", evidence_ids });
}

export async function resolveFindings(body, file) {
    await acceptAnswers(body, file, [file.major, file.minor]);
    await verifyMajor(body, file);
}
