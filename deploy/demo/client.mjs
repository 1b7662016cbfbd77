// A client organisation: sites, Statement of Applicability, application, review, time, agreement, programme.
import { readFileSync } from "node:fs";
import { day } from "./days.mjs";

const { controls } = JSON.parse(readFileSync(new URL("../../schemas/catalogue/iso-27001-2022.json", import.meta.url)));
const excluded = { "A.7.13": "All equipment is leased and maintained by its owner", "A.8.30": "No development is outsourced" };

export const eligibility = { one_system: true, central_has_authority: true, central_review: true, internal_audit_all: true, central_collects: true, all_linked: true };
const reviewed = ["information", "differences", "ability", "scope", "sites", "time", "language", "safety", "impartiality"];

export const entries = controls.map(({ id }) => ({
    control: id,
    applicable: !(id in excluded),
    justification: excluded[id] ?? "Treats risks of this year's assessment",
    status: "implemented",
    owner: "Head of information security",
}));

export async function makeClient(body, spec, today) {
    const { planner } = body.apis;
    const client = await planner.post("/v1/clients/organisations", {
        legal_name: spec.name, registration_id: spec.registration, street: spec.street, city: spec.city, postal_code: spec.postal, country: spec.country,
        sectors: [33], technical_areas: spec.technical_areas ?? ["T1", "T3"], language: "en",
    });
    const file = { ...spec, id: client.id, today, sites: [] };
    const mail = `security@${spec.slug}.example`;
    const person = await planner.post("/v1/identity/people", { name: spec.contact, email: mail, roles: ["auditee"], client_id: client.id, languages: ["en"], password: body.password });
    file.auditee = { id: person.id, mail };
    file.api = await planner.signIn(body.slug, mail, body.password);
    await file.api.post(`/v1/clients/organisations/${client.id}/contacts`, { name: spec.contact, email: mail, duty: "Information security officer" });
    for (const site of spec.sites) await addSite(file, site);
    file.soa = await addSoa(file, "4.2", spec.entries ?? entries);
    await Promise.all(["auditor", "lead", "reviewer", "decider"].map((k) => body.apis[k].post(`/v1/identity/people/${body.people[k]}/declarations`, { client_id: client.id, relation: "none" })));
    return file;
}

export async function addSite(file, site) {
    const i = file.sites.length;
    file.sites.push(await file.api.post(`/v1/clients/organisations/${file.id}/sites`, {
        code: `S${i + 1}`, name: site.name, kind: i === 0 ? "central" : "permanent", street: site.street ?? `Main street ${i + 1}`, city: site.city, postal_code: `${10000 + i}`,
        country: file.country, persons: site.persons, activity_group: i === 0 ? "head office" : "branches", activities: site.activities ?? "Customer support and operation of services",
        significant_risk: Boolean(site.risk),
    }));
}

export function addSoa(file, version, list) {
    return file.api.post(`/v1/clients/organisations/${file.id}/soas`, { version, soa_date: day(file.today, -60), approved_by: "Managing director", entries: list });
}

const medium = { business_factors: [2, 2, 2], it_factors: [2, 2, 2], percent: 0 };

export async function apply(body, file, { time = medium } = {}) {
    const { planner } = body.apis;
    const application = await file.api.post(`/v1/clients/organisations/${file.id}/applications`, {
        scope: file.scope, isms_implemented: true, consultancy: "None in the last three years", outsourcing: "Hosting of public web servers",
        hidden_information: "None", languages: ["en"], full_time: file.sites.reduce((n, s) => n + s.persons, 0), soa_id: file.soa.id,
        representative: `${file.contact}, by power of attorney of the managing director`, processes: "Operation of customers' systems, support by telephone, accounting",
        resources: "Own staff in shifts; two server rooms", relationships: "Independent; central functions at the first site", legal_duties: "Data protection law, telecommunications law",
        technology: "Linux servers, one virtualisation platform, two cloud providers", development: "Scripts for operation alone", critical_sector: "One customer is a hospital",
        remote_work: "Support works from home two days a week",
    });
    const at = `/v1/clients/applications/${application.id}`;
    await file.api.post(`${at}/submission`);
    await planner.post(`${at}/review`, { outcome: "accept", reason: "Information is complete; competence and capacity are there", competence: ["ISO/IEC 27001:2022", "sector 33", "T1", "T3"], points: reviewed });
    file.time = await planner.post(`${at}/audit-time`, time);
    await file.api.post(`${at}/agreement`, { signed_on: day(file.today, -50), signed_by_name: "Managing director", clauses_accepted: true });
    file.programme = await planner.post(`${at}/programme`);
    if (file.sites.length > 1) file.sample = await planner.post(`/v1/clients/programmes/${file.programme.id}/samples`, { audit_kind: "stage2", eligibility });
    return file;
}
