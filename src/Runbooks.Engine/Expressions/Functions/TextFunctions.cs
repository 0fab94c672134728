using System.Text;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Builtins;
using Kinds = Runbooks.Engine.Expressions.Checking.StaticKinds;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Texts, JSON and base64.</summary>
internal static class TextFunctions
{
    public static IEnumerable<Builtin> All { get; } =
    [
        Make("string", Takes(Kinds.Any), StaticType.String, (evaluation, args) => evaluation.Made(GoFormat.Text(args[0]))),
        Make("trim", Takes(Kinds.String).Or(Kinds.String, Kinds.String), StaticType.String,
            args => args.Length == 1 ? Text(args[0]).Trim() : GoText.Trim(Text(args[0]), Text(args[1]))),
        Make("trimPrefix", Takes(Kinds.String).Or(Kinds.String, Kinds.String), StaticType.String, args => WithoutPrefix(Text(args[0]), Affix(args))),
        Make("trimSuffix", Takes(Kinds.String).Or(Kinds.String, Kinds.String), StaticType.String, args => WithoutSuffix(Text(args[0]), Affix(args))),
        Make("upper", Takes(Kinds.String), StaticType.String, args => GoText.Upper(Text(args[0]))),
        Make("lower", Takes(Kinds.String), StaticType.String, args => GoText.Lower(Text(args[0]))),
        Make("split", Takes(Kinds.String, Kinds.String, Kinds.Int).Or(Kinds.String, Kinds.String), StaticType.ListOf(StaticType.String), (evaluation, args) => Split(evaluation, args, keepSeparator: false)),
        Make("splitAfter", Takes(Kinds.String, Kinds.String, Kinds.Int).Or(Kinds.String, Kinds.String), StaticType.ListOf(StaticType.String), (evaluation, args) => Split(evaluation, args, keepSeparator: true)),
        Make("replace", Takes(Kinds.String, Kinds.String, Kinds.String, Kinds.Int).Or(Kinds.String, Kinds.String, Kinds.String), StaticType.String, Replace),
        Make("repeat", Takes(Kinds.String, Kinds.Int), StaticType.String, (evaluation, args) => Repeat(evaluation, Text(args[0]), GoArithmetic.ToInt(args[1]))),
        Make("join", Takes(Kinds.Array, Kinds.String).Or(Kinds.Array), StaticType.String, Join),
        Make("indexOf", Takes(Kinds.String, Kinds.String), StaticType.Int, args => GoText.ByteIndex(Text(args[0]), Text(args[0]).IndexOf(Text(args[1]), StringComparison.Ordinal))),
        Make("lastIndexOf", Takes(Kinds.String, Kinds.String), StaticType.Int, args => GoText.ByteIndex(Text(args[0]), LastIndex(Text(args[0]), Text(args[1])))),
        Make("hasPrefix", Takes(Kinds.String, Kinds.String), StaticType.Bool, args => Text(args[0]).StartsWith(Text(args[1]), StringComparison.Ordinal)),
        Make("hasSuffix", Takes(Kinds.String, Kinds.String), StaticType.Bool, args => Text(args[0]).EndsWith(Text(args[1]), StringComparison.Ordinal)),
        Make("toJSON", Takes(Kinds.Any), StaticType.String, (evaluation, args) => evaluation.Made(GoJson.Write(args[0], indent: "  "))),
        Make("fromJSON", Takes(Kinds.String), StaticType.Unknown, (evaluation, args) => FromJson(evaluation, Text(args[0]))),
        Make("toBase64", Takes(Kinds.String), StaticType.String, (evaluation, args) => evaluation.Made(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(args[0]))))),
        Make("fromBase64", Takes(Kinds.String), StaticType.String, args => GoBase64.Decode(Text(args[0]))),
    ];

    public static string WithoutPrefix(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;

    public static string WithoutSuffix(string text, string suffix) => text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;

    /// <exception cref="EvaluationException">It would not fit the limits.</exception>
    public static string Repeat(Evaluation evaluation, string text, long count)
    {
        if (count < 0) throw new EvaluationException($"invalid argument for repeat (expected positive integer, got {count})");
        if (count > 1_000_000) throw new EvaluationException("memory budget exceeded");
        evaluation.Grow(GoText.Bytes(text) * count);
        return evaluation.Made(new StringBuilder().Insert(0, text, (int)count).ToString());
    }

    public static object? FromJson(Evaluation evaluation, string text)
    {
        evaluation.GrowText(text.Length);
        return GoJson.Read(text);
    }

    private static string Affix(object?[] args) => args.Length > 1 ? Text(args[1]) : " ";

    private static object?[] Split(Evaluation evaluation, object?[] args, bool keepSeparator)
    {
        evaluation.GrowText(Text(args[0]).Length);
        return evaluation.Made(GoText.Split(Text(args[0]), Text(args[1]), args.Length > 2 ? GoArithmetic.ToInt(args[2]) : -1, keepSeparator));
    }

    private static string Replace(Evaluation evaluation, object?[] args) =>
        Replace(evaluation, Text(args[0]), Text(args[1]), Text(args[2]), args.Length > 3 ? GoArithmetic.ToInt(args[3]) : -1);

    public static string Replace(Evaluation evaluation, string text, string old, string with, long limit)
    {
        var count = limit == 0 ? 0 : GoText.Count(text, old);
        evaluation.GrowText(text.Length + count * with.Length);
        return GoText.Replace(text, old, with, limit);
    }

    private static string Join(Evaluation evaluation, object?[] args)
    {
        if (args[0] is not object?[] list) throw new EvaluationException($"invalid argument for join (type {GoType.Name(args[0])})");
        var glue = args.Length > 1 ? Text(args[1]) : "";
        evaluation.GrowText(list.Sum(item => (long)Text(item).Length + glue.Length));
        return string.Join(glue, list);
    }

    /// <summary>.NET finds an empty text one place before the end.</summary>
    private static int LastIndex(string text, string part) => part.Length == 0 ? text.Length : text.LastIndexOf(part, StringComparison.Ordinal);
}
