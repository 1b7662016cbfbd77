// The demo, driven through the public API as a client would.
//     SW_ORIGIN=https://localhost:8443 SW_CA=tls.crt SW_OPERATOR=sw_operator_... node demo.mjs OUTPUT.json
// Two certification bodies.  In the first: a client with nine sites that goes the whole way to a certificate, one that
// waits in Stage 2, one whose surveillance is due.  In the second one of its own.
// SW_CLOCK names a command that moves the clock of a test installation ("<command> -340 days"); without it no
// certification can lie in the past, and the third client is certified today.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { makeBody } from "./body.mjs";
import { apply, makeClient } from "./client.mjs";
import { resolveFindings, stage1, stage2 } from "./audit.mjs";
import { certify } from "./certificate.mjs";
import { day } from "./days.mjs";

const world = { origin: process.env.SW_ORIGIN, operator: process.env.SW_OPERATOR };
const today = new Date().toISOString().slice(0, 10);
const clock = (shift) => process.env.SW_CLOCK && execFileSync(process.env.SW_CLOCK, [shift], { stdio: "inherit" });

const northwind = { slug: "northwind", name: "Northwind Certification GmbH", street: "Hafenstr. 12", city: "Hamburg", country: "DE", accreditation_body: "Deutsche Akkreditierungsstelle",
    accreditation_acronym: "DAkkS", accreditation_number: "D-ZM-00000-01", time_zone: "Europe/Berlin" };
const southgate = { slug: "southgate", name: "Southgate Assurance Ltd", street: "1 Mill Lane", city: "Leeds", country: "GB", accreditation_body: "United Kingdom Accreditation Service",
    accreditation_acronym: "UKAS", accreditation_number: "0000", time_zone: "Europe/London" };

const cities = ["Hamburg", "Bremen", "Kiel", "Rostock", "Berlin", "Leipzig", "Dresden", "Erfurt", "Kassel"];
const harbour = { slug: "harbourcloud", name: "Harbour Cloud AG", registration: "HRB 101010", street: "Speicherstadt 4", city: "Hamburg", postal: "20457", country: "DE", contact: "Ines Sauer",
    scope: "Design, operation and support of cloud hosting for customers in Germany",
    sites: cities.map((city, i) => ({ name: i === 0 ? "Head office" : `Branch ${city}`, city, persons: i === 0 ? 40 : 12, risk: i === 4 })) };
const meridian = { slug: "meridian", name: "Meridian Payments SE", registration: "HRB 202020", street: "Taunusanlage 1", city: "Frankfurt", postal: "60329", country: "DE", contact: "Noah Klein",
    scope: "Processing of card payments for merchants in Europe", sites: [{ name: "Head office", city: "Frankfurt", persons: 85 }] };
const alder = { slug: "alder", name: "Alder Software GmbH", registration: "HRB 303030", street: "Ring 9", city: "Jena", postal: "07743", country: "DE", contact: "Mia Vogt",
    scope: "Development and maintenance of software for public administration", sites: [{ name: "Office", city: "Jena", persons: 32 }] };
const dales = { slug: "dales", name: "Dales Analytics Ltd", registration: "01234567", street: "2 Canal Road", city: "Leeds", postal: "LS1 1AA", country: "GB", contact: "Oliver Hart",
    scope: "Analysis of health data for hospitals in the United Kingdom", sites: [{ name: "Office", city: "Leeds", persons: 24 }] };

async function whole(body, spec, on) {
    const file = await apply(body, await makeClient(body, spec, on));
    await stage1(body, file);
    await stage2(body, file);
    await resolveFindings(body, file);
    return certify(body, file);
}

const past = process.env.SW_CLOCK ? -340 : 0;
const [first, second] = await Promise.all([makeBody(world, northwind), makeBody(world, southgate)]);
clock(`${past} days`);
const due = await whole(first, alder, day(today, past));
clock("0 days");
const done = whole(first, harbour, today);
const waiting = (async () => {
    const file = await apply(first, await makeClient(first, meridian, today));
    await stage1(first, file);
    await stage2(first, file, { until: "fieldwork" });
    return file;
})();
const other = whole(second, dales, today);
const results = { certified: await done, waiting: await waiting, due, other: await other };

const accounts = [];
for (const body of [first, second]) for (const key of ["admin", "planner", "lead", "auditor", "reviewer", "decider"]) accounts.push({ body: body.slug, role: key, email: body.mail(key), password: body.password });
for (const [body, file] of [[first, results.certified], [first, results.waiting], [first, results.due], [second, results.other]]) accounts.push({ body: body.slug, role: "auditee", email: file.auditee.mail, password: body.password });
writeFileSync(process.argv[2], JSON.stringify({
    origin: world.origin, accounts,
    certificate: results.certified.certificate, clients: { certified: results.certified.id, waiting: results.waiting.id, due: due.id, other: results.other.id },
    certificates: [results.certified.certificate, due.certificate, results.other.certificate],
    findings: { major: results.certified.major?.id, minor: results.certified.minor?.id }, stage2: results.certified.stage2,
}, null, 2), { mode: 0o600 });
