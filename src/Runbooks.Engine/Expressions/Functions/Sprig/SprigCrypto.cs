using System.Globalization;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Random values, from the seed of the evaluation. What makes keys or hides secrets is refused: it would end up in the run's events.</summary>
internal static class SprigCrypto
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Longest = 100_000;

    private static readonly string Ascii = string.Concat(Enumerable.Range(32, 95).Select(code => (char)code));

    private static readonly string[] KeyMakers =
    [
        "bcrypt", "buildCustomCert", "decryptAES", "derivePassword", "encryptAES", "genCA", "genCAWithKey", "genPrivateKey", "genSelfSignedCert", "genSelfSignedCertWithKey",
        "genSignedCert", "genSignedCertWithKey", "htpasswd",
    ];

    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("randAlphaNum", (Evaluation evaluation, long count) => Text(evaluation, count, Letters + Digits)),
        Function("randAlpha", (Evaluation evaluation, long count) => Text(evaluation, count, Letters)),
        Function("randNumeric", (Evaluation evaluation, long count) => Text(evaluation, count, Digits)),
        Function("randAscii", (Evaluation evaluation, long count) => Text(evaluation, count, Ascii)),
        Function("randBytes", (Evaluation evaluation, long count) => Convert.ToBase64String(evaluation.Random.Bytes(Count(count)))),
        Function("uuidv4", (Evaluation evaluation) => Uuid(evaluation.Random.Bytes(16))),
        GoFunction.Refused("getHostByName", "getHostByName is not supported: an expression can't ask the network"),
        .. KeyMakers.Select(name => GoFunction.Refused(name,
            $"{name} is not supported: it makes or uses keys, which don't belong into a run's parameters; use a Secret")),
    ];

    private static int Count(long count) => count switch
    {
        < 0 => 0,
        > Longest => throw new EvaluationException($"more than {Longest} random characters"),
        _ => (int)count,
    };

    private static string Text(Evaluation evaluation, long count, string characters) =>
        string.Concat(Enumerable.Range(0, Count(count)).Select(_ => characters[(int)evaluation.Random.Below(characters.Length)]));

    private static string Uuid(byte[] bytes)
    {
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
    }
}
