using System.Collections.Concurrent;
using DevLab.JmesPath;
using DevLab.JmesPath.Expressions;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>The parsed forms of one JMESPath text. One keeps state while it is evaluated, so each evaluation has one to itself.</summary>
internal sealed class ExpressionPool(string text)
{
    private static readonly JmesPath Language = new();

    private readonly ConcurrentBag<JmesPathExpression> _idle = [Language.Parse(text)];

    /// <summary>What an evaluation that fails leaves behind is not used again.</summary>
    public T Use<T>(Func<JmesPathExpression, T> evaluate)
    {
        var expression = _idle.TryTake(out var idle) ? idle : Language.Parse(text);
        var value = evaluate(expression);
        _idle.Add(expression);
        return value;
    }
}
