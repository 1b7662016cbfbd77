// The file of one client: where its certification stands, its programme, its facts.
import { useRoute } from "preact-iso";
import { api, must } from "../api/client";
import { has, useMe } from "../session";
import { Show, useLoad } from "../ui/load";
import { Chip, Day, Empty, Facts, Table, Title, words } from "../ui/parts";
import { Programme } from "../ui/programme";

export default function ClientFile() {
    const client_id = useRoute().params.client_id!;
    const me = useMe();
    const file = useLoad(() => must(api.GET("/v1/clients/organisations/{client_id}/file", { params: { path: { client_id } } })), [client_id]);
    return (
        <Show of={file}>
            {({ client, sites, contacts, soas, audit_times, programmes, samples }) => (
                <>
                    <Title text={client.legal_name} lead={<>{client.number} · {client.city}, {client.country} · <Chip state={client.state} /></>} />
                    <div class="actions">
                        <a class="govuk-button" href={`/app/clients/${client.id}/application`}>
                            {has(me, "auditee") ? "Application" : "Application and review"}
                        </a>
                        <a class="govuk-button govuk-button--secondary" href="/app/evidence">Evidence</a>
                    </div>
                    <h2>Three-year programme</h2>
                    {programmes.length === 0 ? (
                        <Empty>The programme follows the accepted application and the signed agreement.</Empty>
                    ) : (
                        programmes.map((p) => <Programme key={p.id} audits={p.audits} />)
                    )}
                    <div class="split">
                        <section>
                            <h2>Sites</h2>
                            <Table caption="Sites" rows={sites} columns={[
                                { head: "Code", cell: (s) => s.code },
                                { head: "Name", cell: (s) => <>{s.name} {s.significant_risk && <span class="chip warn">Significant risk</span>}</> },
                                { head: "Kind", cell: (s) => words(s.kind) },
                                { head: "Place", cell: (s) => s.city },
                                { head: "Persons", cell: (s) => s.persons, num: true },
                                { head: "Sample", cell: (s) => (samples.some((m) => m.picked.includes(s.id)) ? "Drawn for Stage 2" : "") },
                            ]} />
                            <h2>Statement of Applicability</h2>
                            <Table caption="Versions of the Statement of Applicability" rows={soas} columns={[
                                { head: "Version", cell: (s) => s.version },
                                { head: "Date", cell: (s) => <Day value={s.soa_date} /> },
                                { head: "Check", cell: (s) => (s.faults === 0 ? <span class="chip good">All controls are in order</span> : <span class="chip bad">{s.faults} faults</span>) },
                                { head: "SHA-256", cell: (s) => <span class="sha">{s.sha256.slice(0, 16)}…</span> },
                            ]} />
                        </section>
                        <aside>
                            <h2>Facts</h2>
                            <Facts rows={[
                                ["Registration", client.registration_id],
                                ["Address", `${client.street}, ${client.postal_code} ${client.city}`],
                                ["IAF sectors", client.sectors.join(", ")],
                                ["Technical areas", client.technical_areas.join(", ")],
                                ["Contacts", contacts.map((c) => `${c.name} (${c.duty})`).join("; ")],
                            ]} />
                            {audit_times.map((t) => (
                                <details key={t.id}>
                                    <summary>Audit time: {t.total_half_days / 2} days, pack {t.pack}</summary>
                                    <Table caption="Steps of the calculation" rows={t.steps as { step: string; label: string; value: number; unit: string; clause: string }[]} columns={[
                                        { head: "Step", cell: (s) => <>{s.label}<div class="small">{s.clause}</div></> },
                                        { head: "Value", cell: (s) => `${s.value} ${s.unit}`, num: true },
                                    ]} />
                                </details>
                            ))}
                        </aside>
                    </div>
                </>
            )}
        </Show>
    );
}
