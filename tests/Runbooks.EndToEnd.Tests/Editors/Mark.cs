namespace Runbooks.EndToEnd.Tests.Editors;

/// <param name="Line">From 1.</param>
/// <param name="IsSyntax">The text is no YAML to the editor; else it is not what the schema wants.</param>
internal sealed record Mark(int Line, string Message, bool IsSyntax)
{
    public override string ToString() => $"{Line}: {Message}";
}
