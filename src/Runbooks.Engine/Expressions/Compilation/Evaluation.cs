using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Times;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Compilation;

/// <summary>One evaluation under way: its variables, its place in closures, and what it has used up.</summary>
internal sealed class Evaluation(EvaluationContext context, object?[] variables, object?[] locals)
{
    private long _steps;
    private long _memory;
    private long _text;
    private RandomStream? _random;

    public EvaluationContext Context { get; } = context;

    /// <summary>The values of the names that the expression mentions.</summary>
    public object?[] Variables { get; } = variables;

    /// <summary>Of <c>let</c>.</summary>
    public object?[] Locals { get; } = locals;

    public PredicateScope? Scope { get; set; }

    /// <summary>Where the operation that works now stands in the text.</summary>
    public int At { get; set; }

    public GoTime Now => GoTime.From(Context.Now, LocalZone);

    public GoZone LocalZone => field ??= GoZone.Of("Local", Context.LocalZone);

    public RandomStream Random => _random ??= Context.RandomSource?.Invoke() ?? new RandomStream(Context.Seed ?? throw new EvaluationException("random values are not available here"));

    public GoZone Zone(string name) => name switch
    {
        "" or "UTC" => GoZone.Utc,
        "Local" => LocalZone,
        _ => Context.FindZone(name) is { } zone ? GoZone.Of(name, zone) : throw new EvaluationException($"unknown time zone {name}"),
    };

    public void Step(long count = 1)
    {
        if ((_steps += count) > Context.Limits.Steps) throw new EvaluationException($"the expression takes more than {Context.Limits.Steps} steps");
    }

    /// <summary>Items are about to be made.</summary>
    public void Grow(long items)
    {
        if ((_memory += items) >= Context.Limits.Memory) throw new EvaluationException("memory budget exceeded");
    }

    /// <summary>A text of this many characters is about to be made, or was.</summary>
    public void GrowText(long characters)
    {
        if ((_text += characters) > Context.Limits.Text) throw new EvaluationException("memory budget exceeded");
    }

    public string Made(string text)
    {
        GrowText(text.Length);
        return text;
    }

    public object?[] Made(object?[] items)
    {
        Grow(items.Length);
        return items;
    }
}
