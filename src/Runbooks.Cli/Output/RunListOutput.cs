using System.Globalization;
using System.Text.Json;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Server.Storage;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Output;

/// <summary>A page of runs in the formats of <c>-o</c>.</summary>
internal static class RunListOutput
{
    /// <param name="isLeft">No process goes on with the run, though it hasn't ended.</param>
    /// <param name="filters">The options that chose the runs: the next page has them, too.</param>
    public static void Write(string format, RunPage page, Func<RunSummary, bool> isLeft, IEnumerable<string> filters, CommandHints hints, Shell shell)
    {
        switch (format)
        {
            case "json": WriteJson(page, shell.Out); break;
            case "name": foreach (var run in page.Runs) shell.Out.WriteLine(run.Name); break;
            default: Table(page, run => isLeft(run) ? $"interrupted; go on: {hints.For("run", "--resume", run.Name)}" : Printable.Line(run.Cause ?? run.Message ?? ""), format == "wide", shell); break;
        }
        if (format != "json" && page.Continue is { } token) shell.Error.WriteLine($"There are more: {hints.For(["list", .. filters, "--continue", token])}");
    }

    public static void WriteJson(RunPage page, TextWriter output) => JsonOutput.Write(output, json => Json(page, json));

    private static void Table(RunPage page, Func<RunSummary, string> note, bool wide, Shell shell)
    {
        if (page.Runs.Count == 0)
        {
            shell.Error.WriteLine("No runs found");
            return;
        }
        var terminal = shell.OpenOut();
        var now = shell.Time.GetUtcNow();
        string[] header = wide
            ? ["NAMESPACE", "NAME", "STATUS", "AGE", "DURATION", "UID", "MESSAGE"]
            : ["NAME", "STATUS", "AGE", "DURATION", "MESSAGE"];
        var rows = page.Runs.Select(run => Cells(run, note(run), wide, now)).ToList();
        var widths = header.Select((name, i) => Math.Max(name.Length, rows.Max(row => Printable.Width(row[i])))).ToArray();
        terminal.Write(Line.Of(Set(header, widths)));
        foreach (var (run, cells) in page.Runs.Zip(rows)) terminal.Write(Colored(run, Printable.Fit(Set(cells, widths), wide ? int.MaxValue : terminal.Width)));
    }

    private static string[] Cells(RunSummary run, string message, bool wide, DateTimeOffset now)
    {
        var duration = run.StartedAt is { } started ? Durations.Short((run.FinishedAt ?? now) - started) : "";
        var (status, age) = (Phases.Text(run.Phase), Durations.Short(now - run.SubmittedAt));
        return wide
            ? [run.Namespace, run.Name, status, age, duration, run.Id, message]
            : [run.Name, status, age, duration, message];
    }

    private static string Set(string[] cells, int[] widths) => string.Join("  ", cells.Select((cell, i) => Printable.Pad(cell, widths[i]))).TrimEnd();

    private static Line Colored(RunSummary run, string text)
    {
        var status = Phases.Text(run.Phase);
        var at = text.IndexOf(status, StringComparison.Ordinal);
        return at < 0 ? Line.Of(text) : new Line(new Segment(text[..at]), Phases.Colored(run.Phase), new Segment(text[(at + status.Length)..]));
    }

    /// <summary>As Argo's WorkflowList, without the specs and nodes.</summary>
    private static void Json(RunPage page, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        if (page.Continue is { } token) json.WriteString("continue", token);
        json.WriteEndObject();
        json.WriteStartArray("items");
        foreach (var run in page.Runs) Json(run, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Json(RunSummary run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("metadata");
        json.WriteString("name", run.Name);
        json.WriteString("namespace", run.Namespace);
        json.WriteString("uid", run.Id);
        json.WriteString("creationTimestamp", Rfc3339(run.SubmittedAt));
        json.WriteEndObject();
        json.WriteStartObject("status");
        json.WriteString("phase", run.Phase.ToString());
        json.WriteString("startedAt", Rfc3339(run.StartedAt));
        json.WriteString("finishedAt", Rfc3339(run.FinishedAt));
        if (run.Message is { } message) json.WriteString("message", message);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string? Rfc3339(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
