using System.Reflection;
using System.Reflection.Emit;

namespace Runbooks.Providers.Aws.Answers;

/// <summary>
/// Reads from the code of the SDK's own unmarshallers which XML element each property comes from.
/// The SDK knows those names, but tells them nowhere else; and the objects it makes don't tell an empty list from an absent one,
/// which the AWS command line does.
/// </summary>
internal static class UnmarshallerCode
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>
    /// The properties that an unmarshaller of <paramref name="type"/> fills, each with the path it tests for (<c>tagSet/item</c>),
    /// or with the path <c>.</c> if the property takes the element as a whole.
    /// </summary>
    public static IEnumerable<(PropertyInfo Property, string Path)> Read(Type type)
    {
        var unmarshaller = type.Assembly.GetType($"{type.Namespace}.Internal.MarshallTransformations.{type.Name}Unmarshaller")
            ?? throw new InvalidOperationException($"the SDK has no unmarshaller for {type.Name}");
        // Query services (STS) unwrap the result in a method of its own.
        var method = unmarshaller.GetMethod("UnmarshallResult", BindingFlags.NonPublic | BindingFlags.Static)
            ?? unmarshaller.GetMethods().First(method => method.Name == "Unmarshall"
                && method.GetParameters()[0].ParameterType.Name == "XmlUnmarshallerContext");
        return Assignments(method, type).DistinctBy(assignment => (assignment.Property.Name, assignment.Path));
    }

    private static IEnumerable<(PropertyInfo Property, string Path)> Assignments(MethodInfo method, Type type)
    {
        string text = "", path = ".";
        foreach (var operand in Operands(method))
        {
            if (operand is string literal) text = literal;
            if (operand is not MethodBase called) continue;
            if (called.Name == "TestExpression") path = text;
            if (called.DeclaringType!.IsAssignableFrom(type) && called.Name.StartsWith("set_", StringComparison.Ordinal))
                yield return (type.GetProperty(called.Name["set_".Length..])!, path);
        }
    }

    /// <summary>The strings loaded and the methods called, in order.</summary>
    private static IEnumerable<object> Operands(MethodInfo method)
    {
        var il = method.GetMethodBody()!.GetILAsByteArray()!;
        for (var at = 0; at < il.Length;)
        {
            var code = OpCodesByValue[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType == OperandType.InlineString) yield return method.Module.ResolveString(BitConverter.ToInt32(il, at));
            if (code.OperandType == OperandType.InlineMethod && method.Module.ResolveMethod(BitConverter.ToInt32(il, at)) is { } called)
                yield return called;
            at += OperandSize(code.OperandType, il, at);
        }
    }

    private static int OperandSize(OperandType type, byte[] il, int at) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };
}
