// sealwright check --rules over a real database: silent on what the services stored, and it finds whatever was changed by hand.
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { check, copy, copyOfInstallation, drop, sql } from "../lib/copies.mjs";

before(() => copyOfInstallation("check_honest"));
after(() => ["check_honest", "check_changed"].map(drop));

test("nothing is found in what the services stored", () => {
    const { status, found, summary } = check("check_honest");
    assert.equal(status, 0, summary);
    assert.deepEqual(found, []);
    // Something of each kind was asked, or the silence says nothing.
    assert.match(summary, /^[1-9]\d* audit times, [1-9]\d* site samples, [1-9]\d* teams, [1-9]\d* reviews, [1-9]\d* decisions asked again in [\d.]+ s: 0 differences$/);
});

// One record of a table: the newest, or the newest that fits.
const one = (table, id, where = "true") => sql("check_honest", `SELECT ${id} FROM ${table} WHERE ${where} ORDER BY ${id} DESC LIMIT 1`);

// What a hand did, on which record, and what has to be said about it.
const changes = [
    { what: "a result", table: "clients.audit_time", id: "audit_time_id", set: "result = jsonb_set(result, '{total_half_days}', '1')", says: /^audit times ID \(27006-1:2024\): \/total_half_days: stored 1, now \d+$/ },
    { what: "a step deep in a result", table: "clients.audit_time", id: "audit_time_id", set: "result = jsonb_set(result, '{steps,1,value}', '3')", says: /^audit times ID .*: \/steps\/1\/value: stored 3, now \d+$/ },
    { what: "a part of a result that is gone", table: "clients.audit_time", id: "audit_time_id", set: "result = result - 'persons'", says: /^audit times ID .*: \/persons: stored nothing, now \{/ },
    { what: "inputs", table: "clients.audit_time", id: "audit_time_id", set: "inputs = jsonb_set(inputs, '{full_time}', '9000')", says: /^audit times ID .*: \/[a-z0-9_/]+: stored \S+, now \S+$/ },
    { what: "inputs that a rule refuses today", table: "clients.audit_time", id: "audit_time_id", set: `inputs = inputs || '{"percent": -31, "percent_reason": "cheaper"}'`,
      says: /^audit times ID .*: today's rules refuse it: LIM-1 \(ISO\/IEC 27006-1:2024 C\.3\.6.*\), / },
    { what: "inputs that are no question", table: "clients.audit_time", id: "audit_time_id", set: `inputs = inputs || '{"full_time": "many"}'`, says: /^audit times ID .*: \/full_time: the question cannot be asked today: / },
    { what: "the column of the rule pack", table: "clients.audit_time", id: "audit_time_id", set: "pack = '27006:2015'", says: /^audit times ID .*: the column pack says "27006:2015", the rules say "27006-1:2024"$/ },
    { what: "a site that was not drawn", table: "clients.site_sample", id: "site_sample_id", set: "result = jsonb_set(result, '{sites,2,picked}', ((result #>> '{sites,2,picked}') <> 'true')::text::jsonb)",
      says: /^site samples ID .*: \/sites\/2\/picked: stored (true|false), now (true|false)$/ },
    { what: "the seed of a draw", table: "clients.site_sample", id: "site_sample_id", set: "inputs = jsonb_set(inputs, '{seed}', to_jsonb(repeat('ab', 32)))", says: /^site samples ID .*: \/sites\/0\/[a-z]+: stored / },
    { what: "the column of the sites drawn", table: "clients.site_sample", id: "site_sample_id", set: "picked = picked[1:1]", says: /^site samples ID .*: the column picked names other sites than the answer$/ },
    { what: "a team's days", table: "audits.team", id: "team_id", set: "result = jsonb_set(result, '{auditor_half_days}', '99')", says: /^teams ID .*: \/auditor_half_days: stored 99, now \d+$/ },
    { what: "a team without authorisations", table: "audits.team", id: "team_id", set: "inputs = jsonb_set(inputs, '{members,0,authorisations}', '[]')", says: /^teams ID .*: today's rules refuse it: PLN-3 \(ISO\/IEC 17021-1:2015 9\.2\.2\.1.*\), / },
    { what: "a member who slipped in", table: "audits.team", id: "team_id", sql: (id) => `UPDATE audits.team_member m SET role = 'observer' FROM audits.team t WHERE t.team_id = '${id}' AND (m.audit_id, m.version) = (t.audit_id, t.version)`,
      says: /^teams ID .*: the members of the team are not those that were judged$/ },
    { what: "a team with too few auditor days", table: "audits.team", id: "team_id", sql: (id) => `UPDATE audits.audit SET half_days = 60 WHERE audit_id = (SELECT audit_id FROM audits.team WHERE team_id = '${id}')`,
      says: /^audits ID .*: the team has [\d.]+ half-days of auditors, the audit 60$/ },
    { what: "a programme shorter than calculated", table: "clients.programme_audit", id: "programme_id", set: "half_days = 1", says: /^audits ID \([a-z0-9]+\): the programme plans 1 half-days, calculated are \d+$/ },
    { what: "a review that let a file pass", table: "certificates.review", id: "review_id", set: "facts = jsonb_set(facts, '{findings,0,response_accepted}', 'false')", where: "jsonb_array_length(facts -> 'findings') > 0", says: /^reviews ID .*: today's rules refuse it: NC-4 / },
    { what: "a review that was no pass", table: "certificates.review", id: "review_id", set: "outcome = 'return'", says: /^reviews ID .*: the outcome is not the one that was judged$/ },
    { what: "a decision that today's rules refuse", table: "certificates.decision", id: "decision_id", set: "facts = jsonb_set(facts, '{agreement_signed}', 'false')", says: /^decisions ID \(grant, .*\): today's rules refuse it: APP-3 \(ISO\/IEC 17021-1:2015 5\.1\.2\), / },
    { what: "facts that change no answer", table: "certificates.decision", id: "decision_id", set: `facts = jsonb_set(facts, '{reason}', '"another"')`, says: /^decisions ID .*: the facts are not those that were sealed: their hash differs$/ },
    { what: "a decision's dates", table: "certificates.decision", id: "decision_id", set: "result = jsonb_set(result, '{expires_on}', '\"2099-01-01\"')", says: /^decisions ID .*: \/expires_on: stored "2099-01-01", now "20/ },
    { what: "a certificate that runs longer", table: "certificates.decision", id: "decision_id", sql: (id) => `UPDATE certificates.certificate SET expires_on = expires_on + 365 WHERE decision_id = '${id}'`,
      says: /^decisions ID .*: the column expires_on says "20\d\d-\d\d-\d\d", the rules say "20/ },
    { what: "a decision that runs longer than its certificate", table: "certificates.decision", id: "decision_id", set: "expires_on = expires_on + 365", says: /^decisions ID .*: decision and certificate have different dates$/ },
];

for (const { what, table, id, set, sql: text, where, says } of changes)
    test(`found: ${what}`, () => {
        const record = one(table, id, where);
        assert.ok(record, `there is no ${table}`);
        copy("check_honest", "check_changed");
        sql("check_changed", text ? text(record) : `UPDATE ${table} SET ${set} WHERE ${id} = '${record}'`);
        const { status, found, summary } = check("check_changed");
        assert.equal(status, 1, summary);
        const expected = new RegExp(says.source.replace("ID", record));
        assert.ok(found.some((line) => expected.test(line)), `${expected} is not in\n${found.join("\n")}`);
        assert.match(summary, new RegExp(`: ${found.length} differences$`));
        assert.ok(found.every((line) => /^(audit times|site samples|teams|reviews|decisions|audits) [0-9a-f-]{36} \(.*\): /.test(line)), found.join("\n"));
    });

test("every body is looked at", () => {
    copy("check_honest", "check_changed");
    const bodies = Number(sql("check_changed", "SELECT count(DISTINCT tenant_id) FROM clients.audit_time"));
    assert.ok(bodies > 1);
    sql("check_changed", "UPDATE clients.audit_time t SET result = jsonb_set(result, '{percent_sum}', '7') WHERE audit_time_id = (SELECT audit_time_id FROM clients.audit_time o WHERE o.tenant_id = t.tenant_id ORDER BY audit_time_id LIMIT 1)");
    assert.equal(check("check_changed").found.length, bodies);
});

test("what could not be checked is said, with 2", () => {
    for (const settings of [{ SEALWRIGHT_DATABASE: "host=/nowhere dbname=none" }, { SEALWRIGHT_CHECK_KEY: "/nowhere" }, { SEALWRIGHT_CHECK_KEY: `${process.env.SW_VAR}/keys/context-w-courier.key` }]) {
        const { status, errors } = check("check_honest", { settings });
        assert.equal(status, 2, JSON.stringify(settings));
        assert.match(errors, /^sealwright: ./);
    }
    assert.equal(check("check_honest", { args: ["check"] }).status, 2);
    assert.equal(check("check_honest", { args: ["--help"] }).status, 0);
});
