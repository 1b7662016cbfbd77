// One nonconformity: what was found, what was answered, and whose move it is.
import { useState } from "preact/hooks";
import { useRoute } from "preact-iso";
import { api, must } from "../api/client";
import type { components } from "../api/schema";
import { has, useMe } from "../session";
import { Select, Text } from "../ui/form";
import { Show, useLoad, useSend } from "../ui/load";
import { Chip, Day, Facts, Title, words } from "../ui/parts";
import { ProblemBox } from "../ui/problem";

type Full = components["schemas"]["FindingFull"];

export default function FindingScreen() {
    const { service, finding_id } = useRoute().params as { service: string; finding_id: string };
    const params = { params: { path: { finding_id } } };
    const get = () =>
        service === "stage1" ? must(api.GET("/v1/stage1/findings/{finding_id}", params))
        : service === "stage2" ? must(api.GET("/v1/stage2/findings/{finding_id}", params))
        : must(api.GET("/v1/surveillance/findings/{finding_id}", params));
    const finding = useLoad<Full>(get, [finding_id]);
    return <Show of={finding}>{(f) => <Shown finding={f} service={service} onChange={finding.reload} />}</Show>;
}

function Shown({ finding: f, service, onChange }: { finding: Full; service: string; onChange: () => void }) {
    const me = useMe();
    const answerable = f.state === "raised" || f.state === "response_rejected";
    return (
        <>
            <Title text={`${f.number}: ${words(f.grade)}`} lead={<>{f.requirement} · <Chip state={f.state} /></>} />
            <section class="card">
                <Facts rows={[
                    ["Statement", f.statement], ["Evidence", f.evidence_text ?? ""], ["Discussed with", f.discussed_with ?? ""],
                    ["Answer due", <Day value={f.response_due} />], ["Evidence due", <Day value={f.evidence_due} />],
                ]} />
            </section>
            <h2>History</h2>
            <ol>
                {f.events.map((e, i) => (
                    <li key={i}><strong>{words(e.event)}</strong> <Day value={e.on} /><Details payload={e.payload as Record<string, unknown>} /></li>
                ))}
                {f.events.length === 0 && <li>Raised <Day value={f.raised_at} /></li>}
            </ol>
            {answerable && has(me, "auditee") && <Answer finding={f} service={service} onDone={onChange} />}
            {f.state === "responded" && has(me, "auditor") && <Judge finding={f} service={service} onDone={onChange} />}
        </>
    );
}

function Details({ payload }: { payload: Record<string, unknown> }) {
    const rows = Object.entries(payload).filter(([, v]) => typeof v === "string" && v !== "") as [string, string][];
    return rows.length > 0 ? <Facts rows={rows.map(([k, v]) => [words(k), v])} /> : null;
}

const bases = { stage1: "/v1/stage1", stage2: "/v1/stage2", surveillance: "/v1/surveillance" } as const;

function Answer({ finding, service, onDone }: { finding: Full; service: string; onDone: () => void }) {
    const [form, setForm] = useState({ correction: "", root_cause: "", corrective_action: "", responsible: "", due_on: "" });
    const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value });
    const base = bases[service as keyof typeof bases];
    const { submit, problem, busy } = useSend(
        (key) => must(api.POST(`${base}/findings/{finding_id}/response`, { params: { path: { finding_id: finding.id }, header: { "Idempotency-Key": key } }, body: form })),
        onDone,
    );
    const text = (name: keyof typeof form, label: string, hint: string) => (
        <Text name={name} label={label} hint={hint} rows={3} value={form[name]} onChange={set(name)} problem={problem} required />
    );
    return (
        <form class="card" onSubmit={submit} noValidate>
            <h2>Your answer</h2>
            <ProblemBox problem={problem} />
            {text("correction", "Correction", "What you did at once")}
            {text("root_cause", "Root cause", "Why it happened, not what happened")}
            {text("corrective_action", "Corrective action", "What keeps it from happening again")}
            <Text name="responsible" label="Responsible" value={form.responsible} onChange={set("responsible")} problem={problem} required />
            <Text name="due_on" label="Done by" type="date" value={form.due_on} onChange={set("due_on")} problem={problem} required />
            <div class="actions">
                <button class="govuk-button" type="submit" disabled={busy}>{busy ? "Sending…" : "Send the answer"}</button>
            </div>
        </form>
    );
}

function Judge({ finding, service, onDone }: { finding: Full; service: string; onDone: () => void }) {
    const [accepted, setAccepted] = useState("yes");
    const [reason, setReason] = useState("");
    const base = bases[service as keyof typeof bases];
    const { submit, problem, busy } = useSend(
        (key) =>
            must(
                api.POST(`${base}/findings/{finding_id}/response-review`, {
                    params: { path: { finding_id: finding.id }, header: { "Idempotency-Key": key } },
                    body: { accepted: accepted === "yes", reason: reason || null },
                }),
            ),
        onDone,
    );
    return (
        <form class="card" onSubmit={submit} noValidate>
            <h2>Review of the answer</h2>
            <ProblemBox problem={problem} />
            <Select name="accepted" label="Is the answer acceptable?" value={accepted} onChange={setAccepted}
                options={[{ value: "yes", label: "Accept" }, { value: "no", label: "Ask for another answer" }]} />
            <Text name="reason" label="Reason" rows={3} value={reason} onChange={setReason} problem={problem} />
            <button class="govuk-button" type="submit" disabled={busy}>Record the review</button>
        </form>
    );
}
