// Home: a work queue. What needs me, by when, and why.
import { api, must } from "../api/client";
import { type Me, has, useMe } from "../session";
import { Show, useLoad } from "../ui/load";
import { Day, Empty, Title, words } from "../ui/parts";

interface Item {
    what: string;
    why: string;
    due: string | null;
    href: string;
    action: string;
}

type Findings = Awaited<ReturnType<typeof findings>>;

async function findings(service: "stage1" | "stage2" | "surveillance") {
    const query = { limit: 200 };
    const answer =
        service === "stage1" ? await must(api.GET("/v1/stage1/findings", { params: { query } }))
        : service === "stage2" ? await must(api.GET("/v1/stage2/findings", { params: { query } }))
        : await must(api.GET("/v1/surveillance/findings", { params: { query } }));
    return answer.data.map((f) => ({ ...f, service, due_on: f.state === "response_accepted" ? f.evidence_due : f.response_due }));
}

export async function allFindings() {
    const lists = await Promise.all((["stage1", "stage2", "surveillance"] as const).map(findings));
    return lists.flat().sort((a, b) => (a.due_on ?? "9999").localeCompare(b.due_on ?? "9999"));
}

function findingItems(me: Me, rows: Findings): Item[] {
    const href = (f: Findings[number]) => `/app/findings/${f.service}/${f.id}`;
    if (has(me, "auditee"))
        return rows
            .filter((f) => f.state === "raised" || f.state === "response_rejected" || (f.state === "response_accepted" && f.grade === "major"))
            .map((f) => ({
                what: `${f.number}: ${f.statement}`,
                why: f.state === "response_accepted" ? "Evidence that it is effective is awaited" : `A ${f.grade} nonconformity needs your answer (ISO/IEC 17021-1 9.4.9)`,
                due: f.due_on,
                href: href(f),
                action: "Answer",
            }));
    if (has(me, "auditor"))
        return rows
            .filter((f) => f.state === "responded" || f.state === "evidence_submitted")
            .map((f) => ({
                what: `${f.number}: ${f.client_name}`,
                why: f.state === "responded" ? "The client answered; review the correction, cause and corrective action (9.4.10)" : "Verify that the corrective action is effective (9.4.10)",
                due: f.due_on,
                href: href(f),
                action: f.state === "responded" ? "Review" : "Verify",
            }));
    return [];
}

async function load(me: Me): Promise<Item[]> {
    const items: Item[] = findingItems(me, await allFindings());
    const requests = (await must(api.GET("/v1/evidence/requests", { params: { query: { limit: 200 } } }))).data;
    if (has(me, "auditee"))
        for (const r of requests.filter((q) => q.state === "open" || q.state === "returned"))
            items.push({ what: r.title, why: `Evidence is requested for ${r.reference}`, due: r.due_on, href: "/app/evidence", action: "Upload" });
    if (has(me, "planner"))
        for (const a of (await must(api.GET("/v1/clients/applications", { params: { query: { limit: 200 } } }))).data.filter((x) => x.state === "submitted"))
            items.push({ what: `Application of ${a.client_name}`, why: "Review the application before accepting it (9.1.2)", due: null, href: `/app/clients/${a.client_id}/application`, action: "Review" });
    if (has(me, "planner", "administrator"))
        for (const d of (await must(api.GET("/v1/surveillance/duties"))).duties)
            items.push({ what: `${words(d.kind)} of ${d.client_name}`, why: `Certificate ${d.certificate_number}: ${d.clause}`, due: d.due_by, href: `/app/clients/${d.client_id}`, action: "Open" });
    if (has(me, "decider", "reviewer"))
        for (const r of (await must(api.GET("/v1/certificates/reviews", { params: { query: { limit: 200 } } }))).data.filter((x) => !x.decision_id && x.outcome === "pass"))
            items.push({ what: `Certification of ${r.client_name}`, why: "A technical review passed; the decision is open (9.5)", due: null, href: "/app/decisions", action: "Decide" });
    return items.sort((a, b) => (a.due ?? "9999").localeCompare(b.due ?? "9999"));
}

function urgency(due: string | null): string {
    if (!due) return "";
    const days = (Date.parse(due) - Date.now()) / 86_400_000;
    return days < 0 ? "late" : days < 14 ? "soon" : "";
}

export default function Work() {
    const me = useMe();
    const work = useLoad(() => load(me), [me.person_id]);
    return (
        <>
            <Title text="My work" lead="What needs you, sorted by when it is due." />
            <Show of={work}>
                {(items) =>
                    items.length === 0 ? (
                        <Empty>Nothing needs you now. It will stand here as soon as something does.</Empty>
                    ) : (
                        <ul class="queue">
                            {items.map((i) => (
                                <li key={i.href + i.what} class={urgency(i.due)}>
                                    <div class="what"><strong>{i.what}</strong><div class="why">{i.why}</div></div>
                                    <span>{i.due && <>due <Day value={i.due} /></>}</span>
                                    <a class="govuk-button govuk-button--secondary" href={i.href}>{i.action}</a>
                                </li>
                            ))}
                        </ul>
                    )
                }
            </Show>
        </>
    );
}
