// Calendar dates for the demo, relative to the installation's today.
export function day(today, offset) {
    const d = new Date(`${today}T12:00:00Z`);
    d.setUTCDate(d.getUTCDate() + offset);
    return d.toISOString().slice(0, 10);
}

// The last working day on or before.
export function workday(date) {
    const d = new Date(`${date}T12:00:00Z`);
    while (d.getUTCDay() === 0 || d.getUTCDay() === 6) d.setUTCDate(d.getUTCDate() - 1);
    return d.toISOString().slice(0, 10);
}
