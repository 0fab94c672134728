using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Compilation;

/// <summary>A <c>withSequence</c> made ready to run.</summary>
internal sealed class CompiledSequence(Sequence sequence)
{
    public TextTemplate? Start { get; } = Parse(sequence.Start?.Text);
    public TextTemplate? End { get; } = Parse(sequence.End?.Text);
    public TextTemplate? Count { get; } = Parse(sequence.Count?.Text);
    public TextTemplate? Format { get; } = Parse(sequence.Format);

    public IEnumerable<Tag> Tags => new[] { Start, End, Count, Format }.OfType<TextTemplate>().SelectMany(text => text.Tags);

    private static TextTemplate? Parse(string? text) => text is null ? null : TextTemplate.Parse(text);
}
