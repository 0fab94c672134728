namespace Runbooks.Engine.Expressions.Values;

/// <summary>A value that an operator or function can't work with. Where it happened is known to <see cref="Compilation.Evaluation"/>.</summary>
internal sealed class EvaluationException(string message) : Exception(message);
