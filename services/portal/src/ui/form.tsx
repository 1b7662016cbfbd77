// Form fields: label, hint, error, all tied together for assistive technology.
import type { ComponentChildren } from "preact";
import type { Problem } from "../api/client";

interface FieldProps {
    name: string;
    label: string;
    hint?: string;
    problem?: Problem | null;
    children: (ids: { id: string; describedBy?: string; invalid: boolean }) => ComponentChildren;
}

// What the server says about this field, if anything.
export function fieldError(problem: Problem | null | undefined, name: string): string | undefined {
    return problem?.errors?.find((e) => e.pointer === `/${name}` || e.pointer === name)?.detail;
}

export function Field({ name, label, hint, problem, children }: FieldProps) {
    const error = fieldError(problem, name);
    const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ") || undefined;
    return (
        <div class={error ? "field bad" : "field"}>
            <label for={name}>{label}</label>
            {hint && <div id={`${name}-hint`} class="hint">{hint}</div>}
            {error && <div id={`${name}-error`} class="error">{error}</div>}
            {children({ id: name, describedBy: described, invalid: error !== undefined })}
        </div>
    );
}

interface TextProps {
    name: string;
    label: string;
    hint?: string;
    problem?: Problem | null;
    value: string;
    onChange: (value: string) => void;
    type?: "text" | "email" | "password" | "date" | "number";
    rows?: number;
    autocomplete?: string;
    required?: boolean;
}

export function Text({ name, label, hint, problem, value, onChange, type = "text", rows, autocomplete, required }: TextProps) {
    return (
        <Field name={name} label={label} hint={hint} problem={problem}>
            {({ id, describedBy, invalid }) =>
                rows ? (
                    <textarea id={id} name={name} rows={rows} value={value} required={required}
                        aria-describedby={describedBy} aria-invalid={invalid}
                        onInput={(e) => onChange(e.currentTarget.value)} />
                ) : (
                    <input id={id} name={name} type={type as "text"} value={value} required={required} autocomplete={autocomplete}
                        aria-describedby={describedBy} aria-invalid={invalid}
                        onInput={(e) => onChange(e.currentTarget.value)} />
                )
            }
        </Field>
    );
}

export function Select({ name, label, hint, problem, value, onChange, options }: Omit<TextProps, "type" | "rows"> & {
    options: { value: string; label: string }[];
}) {
    return (
        <Field name={name} label={label} hint={hint} problem={problem}>
            {({ id, describedBy, invalid }) => (
                <select id={id} name={name} value={value} aria-describedby={describedBy} aria-invalid={invalid}
                    onChange={(e) => onChange(e.currentTarget.value)}>
                    {options.map((o) => <option key={o.value} value={o.value}>{o.label}</option>)}
                </select>
            )}
        </Field>
    );
}
