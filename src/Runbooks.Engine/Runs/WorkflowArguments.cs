using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The values of a workflow's arguments. Tags in them mean what they mean everywhere; a value with a tag that means nothing stays as it is.</summary>
internal sealed class WorkflowArguments
{
    private readonly Dictionary<string, string> _filled = new(StringComparer.Ordinal);
    private readonly HashSet<string> _beingFilled = new(StringComparer.Ordinal);
    private readonly Scope _scope;
    private readonly DateTimeOffset _submittedAt;

    /// <param name="scope">What tags in the values can name.</param>
    /// <param name="submittedAt">What <c>now()</c> is in them, whoever asks for them first.</param>
    public WorkflowArguments(Arguments arguments, Scope scope, DateTimeOffset submittedAt)
    {
        (_scope, _submittedAt) = (scope, submittedAt);
        Written = arguments.Parameters.Where(parameter => parameter.Value is not null)
            .ToDictionary(parameter => parameter.Name, parameter => parameter.Value!.Text, StringComparer.Ordinal);
    }

    /// <summary>The values as they were written or given.</summary>
    public IReadOnlyDictionary<string, string> Written { get; }

    public string? Find(string name)
    {
        if (!Written.TryGetValue(name, out var text) || !TextTemplate.MayHaveTags(text)) return text;
        if (_filled.TryGetValue(name, out var filled)) return filled;
        // While it is being made, it is as it was written: an argument may name itself.
        if (!_beingFilled.Add(name)) return text;
        try
        {
            return _filled[name] = Fill(name, text);
        }
        finally
        {
            _beingFilled.Remove(name);
        }
    }

    private string Fill(string name, string text)
    {
        try
        {
            return TextTemplate.Parse(text).Fill(new OccasionScope(_scope, _submittedAt, name));
        }
        catch (UnresolvedTagException)
        {
            return text;
        }
    }
}
