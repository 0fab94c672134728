using System.Collections.Frozen;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Functions;
using Runbooks.Engine.Expressions.Functions.Sprig;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions;

/// <summary>The functions that an expression finds beside those of expr-lang itself.</summary>
public sealed class ExpressionLibrary
{
    private ExpressionLibrary(FrozenDictionary<string, object?> names) => Names = names;

    /// <summary>None.</summary>
    public static ExpressionLibrary Plain { get; } = new(FrozenDictionary<string, object?>.Empty);

    /// <summary><c>asInt</c>, <c>asFloat</c>, <c>toJson</c>, <c>jsonpath</c> and <c>sprig.*</c>.</summary>
    public static ExpressionLibrary Argo { get; } = new(new Dictionary<string, object?>
    {
        ["asInt"] = new GoFunction("asInt", 1, 1, (_, args) => NumberFunctions.ToInt(args[0])) { Gives = StaticKinds.Int },
        ["asFloat"] = new GoFunction("asFloat", 1, 1, (_, args) => NumberFunctions.ToFloat(args[0])) { Gives = StaticKinds.Float },
        ["toJson"] = new GoFunction("toJson", 1, 1, (evaluation, args) => evaluation.Made(GoJson.Write(args[0])))
        {
            Gives = StaticKinds.String,
            IsTyped = true,
        },
        ["jsonpath"] = new GoFunction("jsonpath", 2, 2, JsonPaths.JsonPathFunction.Call),
        ["sprig"] = SprigFunctions.All,
    }.ToFrozenDictionary());

    internal FrozenDictionary<string, object?> Names { get; }

    /// <summary>Which functions Argo offers where.</summary>
    public static ExpressionLibrary For(ExpressionPlace place) => place switch
    {
        ExpressionPlace.TemplateTag => Argo,
        ExpressionPlace.RetryStrategy => Argo,
        ExpressionPlace.Hook => Argo,
        ExpressionPlace.ValueFrom => Argo,
        ExpressionPlace.FromExpression => Argo,
        ExpressionPlace.LabelsFrom => Argo,
        ExpressionPlace.EventMetadata => Argo,
        ExpressionPlace.Depends => Plain,
        ExpressionPlace.HttpSuccessCondition => Plain,
        ExpressionPlace.DataTransformation => Plain,
        ExpressionPlace.CronStopStrategy => Plain,
        ExpressionPlace.EventSelector => Plain,
        ExpressionPlace.RbacRule => Plain,
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };
}
