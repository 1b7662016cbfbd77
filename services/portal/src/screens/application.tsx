// The application: the auditee writes and submits it, the planner reviews it.
import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { api, must, type Problem } from "../api/client";
import type { components } from "../api/schema";
import { has, useMe } from "../session";
import { Select, Text } from "../ui/form";
import { Show, useLoad, useSend } from "../ui/load";
import { Chip, Facts, Title } from "../ui/parts";
import { ProblemBox } from "../ui/problem";

type Application = components["schemas"]["Application"];

// Parts that a submission asks for, beside those that every draft has.
const parts = [
    { name: "representative", label: "Authorised representative", hint: "Name and position of who may apply" },
    { name: "processes", label: "Processes and operations", hint: "What is done in scope" },
    { name: "resources", label: "Human and technical resources", hint: "Staff, buildings, equipment" },
    { name: "relationships", label: "Functions and relationships", hint: "To a larger organisation, if there is one" },
    { name: "legal_duties", label: "Legal duties", hint: "Laws and authorities that matter for the scope" },
    { name: "technology", label: "Technology", hint: "Platforms, networks, cloud services" },
    { name: "development", label: "Development of systems", hint: "In-house or by others, or: none" },
    { name: "critical_sector", label: "Critical sectors", hint: "That you work in or for, or: none" },
    { name: "remote_work", label: "Remote and virtual working", hint: "How much and for what, or: none" },
] as const;
type Part = (typeof parts)[number]["name"];

const points = [
    ["information", "Enough information for a programme"], ["differences", "Differences of understanding are solved"], ["ability", "We have the competence and can do it"],
    ["scope", "Scope"], ["sites", "Sites"], ["time", "Time needed"], ["language", "Language"], ["safety", "Safety"], ["impartiality", "Threats to impartiality"],
] as const;

async function load(client_id: string) {
    const path = { client_id };
    const [list, soas] = await Promise.all([
        must(api.GET("/v1/clients/organisations/{client_id}/applications", { params: { path, query: { limit: 50 } } })),
        must(api.GET("/v1/clients/organisations/{client_id}/soas", { params: { path, query: { limit: 50 } } })),
    ]);
    return { newest: list.data.at(-1), soas: soas.data };
}

export default function ApplicationScreen() {
    const client_id = useRoute().params.client_id!;
    const me = useMe();
    const data = useLoad(() => load(client_id), [client_id]);
    return (
        <Show of={data}>
            {({ newest, soas }) => (
                <>
                    <Title text="Application" lead="What the certification body must know before it can plan (ISO/IEC 17021-1 9.1.1)." />
                    {newest ? <Existing application={newest} onChange={data.reload} /> : null}
                    {(!newest || newest.state === "declined" || newest.state === "withdrawn") && has(me, "auditee", "planner") && (
                        <NewApplication client_id={client_id} soas={soas} onDone={data.reload} />
                    )}
                </>
            )}
        </Show>
    );
}

function Existing({ application: a, onChange }: { application: Application; onChange: () => void }) {
    const me = useMe();
    const path = { application_id: a.id };
    const submission = useSend((key) => must(api.POST("/v1/clients/applications/{application_id}/submission", { params: { path, header: { "Idempotency-Key": key } } })), onChange);
    return (
        <section class="card">
            <p><Chip state={a.state} /></p>
            <Facts rows={[
                ["Standard", a.standard], ["Scope", a.scope], ["Consultancy", a.consultancy], ["Outsourcing", a.outsourcing],
                ["Records not shown", a.hidden_information], ["Languages", a.languages.join(", ")], ["Full-time persons", a.full_time],
                ...parts.map((p): [string, string] => [p.label, a[p.name] ?? "missing"]),
            ]} />
            {a.state === "draft" && has(me, "auditee", "planner") && (
                <>
                    <ProblemBox problem={submission.problem} />
                    <div class="actions">
                        <button class="govuk-button" type="button" disabled={submission.busy} onClick={() => submission.submit()}>Submit the application</button>
                    </div>
                </>
            )}
            {a.state === "submitted" && has(me, "planner") && <Review application={a} onDone={onChange} />}
        </section>
    );
}

function Review({ application, onDone }: { application: Application; onDone: () => void }) {
    const [outcome, setOutcome] = useState<"accept" | "decline">("accept");
    const [reason, setReason] = useState("");
    const [seen, setSeen] = useState<string[]>([]);
    const { submit, problem, busy } = useSend(
        (key) =>
            must(
                api.POST("/v1/clients/applications/{application_id}/review", {
                    params: { path: { application_id: application.id }, header: { "Idempotency-Key": key } },
                    body: { outcome, reason, competence: ["ISO/IEC 27001:2022"], points: seen },
                }),
            ),
        onDone,
    );
    return (
        <form onSubmit={submit} noValidate>
            <h2>Review</h2>
            <ProblemBox problem={problem} />
            <Select name="outcome" label="Outcome" value={outcome} onChange={(v) => setOutcome(v as typeof outcome)}
                options={[{ value: "accept", label: "Accept" }, { value: "decline", label: "Decline" }]} />
            <fieldset class="govuk-fieldset">
                <legend class="govuk-fieldset__legend">Looked at (9.1.2.1)</legend>
                {points.map(([name, label]) => (
                    <label key={name}>
                        <input type="checkbox" checked={seen.includes(name)} onChange={() => setSeen(seen.includes(name) ? seen.filter((x) => x !== name) : [...seen, name])} /> {label}
                    </label>
                ))}
            </fieldset>
            <Text name="reason" label="Reason" hint="The client is told it when the application is declined" value={reason} onChange={setReason} rows={3} problem={problem} />
            <button class="govuk-button" type="submit" disabled={busy}>Record the review</button>
        </form>
    );
}

function NewApplication({ client_id, soas, onDone }: { client_id: string; soas: components["schemas"]["Soa"][]; onDone: () => void }) {
    const [more, setMore] = useState<Partial<Record<Part, string>>>({});
    const [form, setForm] = useState({ scope: "", consultancy: "", outsourcing: "", hidden_information: "", full_time: "", soa_id: soas.at(-1)?.id ?? "" });
    const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value });
    const { submit, problem, busy } = useSend(
        (key) =>
            must(
                api.POST("/v1/clients/organisations/{client_id}/applications", {
                    params: { path: { client_id }, header: { "Idempotency-Key": key } },
                    body: {
                        scope: form.scope, consultancy: form.consultancy, outsourcing: form.outsourcing, hidden_information: form.hidden_information,
                        isms_implemented: true, languages: ["en"], full_time: Number(form.full_time), soa_id: form.soa_id || null,
                        ...Object.fromEntries(Object.entries(more).filter(([, text]) => text)),
                    },
                }),
            ),
        onDone,
    );
    const field = (name: keyof typeof form, label: string, hint: string, rows?: number) => (
        <Text name={name} label={label} hint={hint} rows={rows} value={form[name]} onChange={set(name)} problem={problem as Problem | null} />
    );
    return (
        <form class="card" onSubmit={submit} noValidate>
            <ProblemBox problem={problem} />
            {field("scope", "Scope of certification", "Activities, products and services to be certified", 4)}
            {field("consultancy", "Consultancy on the management system", "By whom in the last three years, or: none", 2)}
            {field("outsourcing", "Outsourced processes", "Those that affect conformity, or: none", 2)}
            {field("hidden_information", "Records that auditors may not see", "Which and why, or: none (8.4.2)", 2)}
            {parts.map((p) => (
                <Text key={p.name} name={p.name} label={p.label} hint={p.hint} rows={2} value={more[p.name] ?? ""} onChange={(v) => setMore({ ...more, [p.name]: v })} problem={problem as Problem | null} />
            ))}
            {field("full_time", "Full-time persons in scope", "All shifts, contractors included")}
            <Select name="soa_id" label="Statement of Applicability" value={form.soa_id} onChange={set("soa_id")}
                options={soas.map((s) => ({ value: s.id, label: `${s.version} of ${s.soa_date}` }))} />
            <button class="govuk-button" type="submit" disabled={busy}>Save the application</button>
        </form>
    );
}
