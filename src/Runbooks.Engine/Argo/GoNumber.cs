using System.Globalization;

namespace Runbooks.Engine.Argo;

/// <summary>Numbers as Go prints a float64: with the fewest digits that read back as the same number.</summary>
internal static class GoNumber
{
    /// <summary>In full, without an exponent, as Argo makes text of a number: Go's <c>FormatFloat(x, 'f', -1, 64)</c>.</summary>
    public static string InFull(double number)
    {
        var (digits, point) = Digits(number);
        var text = point <= 0 ? $"0.{new string('0', -point)}{digits}"
            : point >= digits.Length ? digits.PadRight(point, '0')
            : $"{digits[..point]}.{digits[point..]}";
        return digits == "0" ? Sign(number) + "0" : Sign(number) + text;
    }

    /// <summary>As in JSON: with an exponent below 1e-6 and from 1e21 on.</summary>
    public static string InJson(double number)
    {
        if (Math.Abs(number) is 0 or (>= 1e-6 and < 1e21)) return InFull(number);
        var (digits, point) = Digits(number);
        var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Sign(number)}{digits[0]}{fraction}e{point - 1:+0;-0}");
    }

    private static string Sign(double number) => double.IsNegative(number) ? "-" : "";

    /// <summary>The significant digits, and where the point stands: <c>0.0012</c> is ("12", -2), <c>120</c> is ("12", 3).</summary>
    private static (string Digits, int Point) Digits(double number)
    {
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).Split('E');
        var exponent = shortest.Length > 1 ? int.Parse(shortest[1], CultureInfo.InvariantCulture) : 0;
        var parts = shortest[0].Split('.');
        var all = string.Concat(parts);
        var significant = all.TrimStart('0');
        return significant.Length == 0 ? ("0", 1) : (significant.TrimEnd('0'), parts[0].Length - (all.Length - significant.Length) + exponent);
    }
}
