// Technical review and certification decision: what waits, and the decision with what it rests on.
import { useState } from "preact/hooks";
import { api, must } from "../api/client";
import type { components } from "../api/schema";
import { has, useMe } from "../session";
import { Select, Text } from "../ui/form";
import { Show, useLoad, useSend } from "../ui/load";
import { Chip, Day, Empty, Facts, Title, words } from "../ui/parts";
import { ProblemBox } from "../ui/problem";

type Candidate = components["schemas"]["DecisionCandidate"];
type Review = components["schemas"]["ReviewRow"];

async function load() {
    const query = { limit: 200 };
    const [candidates, reviews] = await Promise.all([
        must(api.GET("/v1/certificates/candidates", { params: { query } })),
        must(api.GET("/v1/certificates/reviews", { params: { query } })),
    ]);
    return {
        waiting: candidates.data.filter((c) => c.review_outcome !== "pass"),
        undecided: reviews.data.filter((r) => r.outcome === "pass" && !r.decision_id),
    };
}

export default function Decisions() {
    const me = useMe();
    const data = useLoad(load, []);
    return (
        <>
            <Title text="Review and decision" lead="Who audited does not review, and does not decide (ISO/IEC 17021-1 9.5.1)." />
            <Show of={data}>
                {({ waiting, undecided }) => (
                    <>
                        <h2>For technical review</h2>
                        {waiting.length === 0 ? <Empty>No signed report waits for a review.</Empty> : (
                            <ul class="queue">
                                {waiting.map((c) => (
                                    <li key={c.id}>
                                        <div class="what"><strong>{c.client_name}</strong><div class="why">{c.audit_number}, {words(c.kind)}, ended <Day value={c.ends_on} />, recommendation: {words(c.recommendation ?? "none")}</div></div>
                                        {has(me, "reviewer") && <ReviewForm candidate={c} onDone={data.reload} />}
                                    </li>
                                ))}
                            </ul>
                        )}
                        <h2>For decision</h2>
                        {undecided.length === 0 ? <Empty>No decision waits.</Empty> : undecided.map((r) => <Undecided key={r.id} review={r} onDone={data.reload} />)}
                    </>
                )}
            </Show>
        </>
    );
}

const items = ["Report complete", "Audit time and sampling justified", "Findings resolved", "Scope and Statement of Applicability"];

function ReviewForm({ candidate, onDone }: { candidate: Candidate; onDone: () => void }) {
    const [note, setNote] = useState("");
    const { submit, problem, busy } = useSend(
        (key) =>
            must(
                api.POST("/v1/certificates/reviews", {
                    params: { header: { "Idempotency-Key": key } },
                    body: { audit_id: candidate.id, outcome: "pass", checklist: items.map((item) => ({ item, satisfied: true })), note },
                }),
            ),
        onDone,
    );
    return (
        <form onSubmit={submit} noValidate>
            <ProblemBox problem={problem} />
            <Text name={`note-${candidate.id}`} label="Note of the review" value={note} onChange={setNote} rows={2} />
            <button class="govuk-button govuk-button--secondary" type="submit" disabled={busy}>Pass</button>
        </form>
    );
}

function Undecided({ review, onDone }: { review: Review; onDone: () => void }) {
    const me = useMe();
    return (
        <section class="card">
            <h3>{review.client_name}</h3>
            <Facts rows={[
                ["Audit", review.audit_number ?? ""],
                ["Review", <><Chip state={review.outcome} /> <Day value={review.reviewed_at} /></>],
                ["Checklist", review.checklist.map((c) => `${c.satisfied ? "✓" : "✕"} ${c.item}`).join("; ")],
                ["Facts judged", <span class="sha">{review.sha256}</span>],
            ]} />
            {has(me, "decider") && <DecisionForm review={review} onDone={onDone} />}
        </section>
    );
}

function DecisionForm({ review, onDone }: { review: Review; onDone: () => void }) {
    const [outcome, setOutcome] = useState<"grant" | "refuse">("grant");
    const [reason, setReason] = useState("");
    const { submit, problem, busy } = useSend(
        (key) =>
            must(
                api.POST("/v1/certificates/decisions", {
                    params: { header: { "Idempotency-Key": key } },
                    body: { review_id: review.id, outcome, reason },
                }),
            ),
        onDone,
    );
    return (
        <form onSubmit={submit} noValidate>
            <ProblemBox problem={problem} />
            <Select name="outcome" label="Decision" value={outcome} onChange={(v) => setOutcome(v as typeof outcome)}
                options={[{ value: "grant", label: "Grant the certification" }, { value: "refuse", label: "Refuse the certification" }]} />
            <Text name="reason" label="Reason" hint="It stays on file; on a refusal the client gets it" value={reason} onChange={setReason} rows={3} problem={problem} />
            <button class="govuk-button" type="submit" disabled={busy}>Decide</button>
        </form>
    );
}
