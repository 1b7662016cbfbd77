// Small parts every screen uses.
import type { ComponentChildren } from "preact";

const tones: Record<string, "good" | "warn" | "bad"> = {
    active: "good", certified: "good", accepted: "good", verified: "good", closed: "good", report_issued: "good", ready: "good",
    suspended: "warn", submitted: "warn", raised: "warn", responded: "warn", in_progress: "warn", open: "warn", due: "warn",
    withdrawn: "bad", expired: "bad", declined: "bad", overdue: "bad", major: "bad", returned: "bad", response_rejected: "bad",
};

export function words(state: string): string {
    const text = state.replaceAll("_", " ").replace(/([a-z])(\d)/g, "$1 $2");
    return text.charAt(0).toUpperCase() + text.slice(1);
}

export function Chip({ state }: { state: string }) {
    return <span class={`chip ${tones[state] ?? ""}`}>{words(state)}</span>;
}

export function Day({ value }: { value: string | null | undefined }) {
    if (!value) return <span>not set</span>;
    const date = new Date(value.length === 10 ? `${value}T12:00:00` : value);
    return (
        <time dateTime={value}>
            {new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" }).format(date)}
        </time>
    );
}

export function Title({ text, lead, children }: { text: string; lead?: ComponentChildren; children?: ComponentChildren }) {
    document.title = `${text} · Sealwright`;
    return (
        <header>
            <h1 tabIndex={-1} id="title">{text}</h1>
            {lead && <p class="lead">{lead}</p>}
            {children}
        </header>
    );
}

export function Empty({ children }: { children: ComponentChildren }) {
    return <p class="empty">{children}</p>;
}

export function Facts({ rows }: { rows: [string, ComponentChildren][] }) {
    return (
        <dl class="facts">
            {rows.map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-v`}>{value}</dd>])}
        </dl>
    );
}

interface Column<Row> {
    head: string;
    cell: (row: Row) => ComponentChildren;
    num?: boolean;
}

export function Table<Row>({ caption, rows, columns }: { caption: string; rows: Row[]; columns: Column<Row>[] }) {
    return (
        <div class="table-wrap" role="region" aria-label={caption} tabIndex={0}>
            <table class="dense">
                <caption class="govuk-visually-hidden">{caption}</caption>
                <thead>
                    <tr>{columns.map((c) => <th key={c.head} scope="col" class={c.num ? "num" : ""}>{c.head}</th>)}</tr>
                </thead>
                <tbody>
                    {rows.map((row, i) => (
                        <tr key={i}>{columns.map((c) => <td key={c.head} class={c.num ? "num" : ""}>{c.cell(row)}</td>)}</tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}
