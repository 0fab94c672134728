namespace Runbooks.Engine.Expressions.Values;

/// <summary>Go's math.Exp and math.Log, as they are on the processors that most of its programs run on, to the last digit.</summary>
internal static class GoExponential
{
    private const double InverseLn2 = 1.4426950408889634073599246810018920;

    /// <summary>Of 1/n!, n from 8 to 2.</summary>
    private static readonly double[] Taylor =
    [
        2.4801587301587301587e-5, 1.9841269841269841270e-4, 1.3888888888888888889e-3, 8.3333333333333333333e-3, 4.1666666666666666667e-2,
        1.6666666666666666667e-1, 0.5,
    ];

    /// <summary>The exponential of a sixteenth of what is left once powers of two are taken out, squared four times.</summary>
    public static double Exp(double x)
    {
        var power = (int)Math.Round(x * InverseLn2, MidpointRounding.ToEven);
        var rest = Math.FusedMultiplyAdd(-power, 0.69314718055966295651160180568695068359375, x);
        rest = Math.FusedMultiplyAdd(-power, 0.28235290563031577122588448175013436025525412068e-12, rest) * 0.0625;
        var sum = Taylor[0];
        foreach (var term in Taylor.AsSpan(1)) sum = Math.FusedMultiplyAdd(rest, sum, term);
        // Without the 1, so that squaring loses nothing: (1 + y)² is 1 + y(y + 2).
        var above = rest * Math.FusedMultiplyAdd(rest, sum, 1);
        for (var i = 0; i < 3; i++) above *= above + 2;
        return Math.ScaleB(Math.FusedMultiplyAdd(above, above + 2, 1), power);
    }

    /// <summary>After FreeBSD's e_log.c.</summary>
    public static double Log(double x)
    {
        var power = Math.ILogB(x) + 1;
        var fraction = Math.ScaleB(x, -power);
        if (fraction < 7.07106781186547524401e-01) (fraction, power) = (fraction * 2, power - 1);
        var f = fraction - 1;
        var s = f / (2 + f);
        var (s2, s4) = (s * s, s * s * (s * s));
        var odd = s2 * (6.666666666666735130e-01 + s4 * (2.857142874366239149e-01 + s4 * (1.818357216161805012e-01 + s4 * 1.479819860511658591e-01)));
        var even = s4 * (3.999999999940941908e-01 + s4 * (2.222219843214978396e-01 + s4 * 1.531383769920937332e-01));
        var half = 0.5 * f * f;
        return power * 6.93147180369123816490e-01 - (half - (s * (half + (odd + even)) + power * 1.90821492927058770002e-10) - f);
    }
}
