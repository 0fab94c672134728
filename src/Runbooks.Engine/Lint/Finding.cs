using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>Something wrong, or suspicious, in a file.</summary>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">The field, from its document's root: <c>spec.templates[2].steps[0][0].name</c>; empty for the file itself.</param>
/// <param name="Message">What is wrong and what would be right, in one line of printable characters.</param>
/// <param name="Rule">A short stable name of the kind of finding: <c>undefined-template</c>.</param>
public sealed record Finding(string File, int Line, int Column, string Path, string Message, Severity Severity, string Rule)
{
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {(Severity == Severity.Error ? "error" : "warning")}: {Message} [{Rule}]";
}
