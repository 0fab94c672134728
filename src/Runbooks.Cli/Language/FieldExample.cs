namespace Runbooks.Cli.Language;

/// <param name="File">Which of the examples it is from.</param>
/// <param name="Lines">The lines that show the field.</param>
internal sealed record FieldExample(string File, IReadOnlyList<string> Lines);
