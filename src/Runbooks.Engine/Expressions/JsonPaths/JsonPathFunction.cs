using Runbooks.Engine.Expressions.Compilation;

namespace Runbooks.Engine.Expressions.JsonPaths;

internal static class JsonPathFunction
{
    public static object? Call(Evaluation evaluation, object?[] args) => null;
}
