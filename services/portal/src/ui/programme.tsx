// The three-year programme as a picture, and as a table for those who read it that way.
import type { components } from "../api/schema";
import { Chip, Day, Table, words } from "./parts";

type Audit = components["schemas"]["PlannedAudit"];

const colours: Record<string, string> = { closed: "#17664b", report_issued: "#17664b", in_progress: "#b08d3c", not_planned: "#c3cbc8" };
const places: Record<string, number> = { stage1: 0, stage2: 3, surveillance1: 14, surveillance2: 26, recertification: 36 };

export function Programme({ audits }: { audits: Audit[] }) {
    const x = (month: number) => 20 + (month / 38) * 900;
    return (
        <>
            <svg class="programme" viewBox="0 0 960 92" role="img" aria-label="Programme of the certification cycle; the table below says the same">
                <line x1={20} x2={940} y1={40} y2={40} stroke="#9aa8a4" stroke-width={3} />
                {[2, 14, 26, 38].map((m, i) => (
                    <g key={m}>
                        <line x1={x(m)} x2={x(m)} y1={30} y2={50} stroke="#9aa8a4" stroke-width={1.5} />
                        <text x={x(m)} y={84} text-anchor={i === 3 ? "end" : "middle"} font-size={12} fill="#51605d">{i === 0 ? "decision" : `year ${i}`}</text>
                    </g>
                ))}
                {audits.map((a) => (
                    <g key={a.kind}>
                        <circle cx={x(places[a.kind] ?? 0)} cy={40} r={10} fill={colours[a.state] ?? "#12343b"} />
                        <text x={x(places[a.kind] ?? 0)} y={18} text-anchor={a.kind === "stage1" ? "start" : "middle"} font-size={13} fill="#14201f">{words(a.kind)}</text>
                    </g>
                ))}
            </svg>
            <Table caption="Audits of the programme" rows={audits} columns={[
                { head: "Audit", cell: (a) => words(a.kind) },
                { head: "Number", cell: (a) => a.number ?? "" },
                { head: "Calculated", cell: (a) => `${a.half_days / 2} days`, num: true },
                { head: "Days", cell: (a) => (a.starts_on ? <><Day value={a.starts_on} /> – <Day value={a.ends_on} /></> : "") },
                { head: "Due by", cell: (a) => (a.due_by ? <Day value={a.due_by} /> : "") },
                { head: "State", cell: (a) => <Chip state={a.state} /> },
            ]} />
        </>
    );
}
