using System.Globalization;
using System.Numerics;
using System.Text;

namespace Runbooks.Engine.Argo;

/// <summary>Go's <c>fmt.Sprintf</c> with one whole number to print, mistakes in the format included: <c>%s</c> gives <c>%!s(int=5)</c>.</summary>
internal sealed class GoPrintf
{
    private const int Widest = 1_000_000;

    private readonly string _format;
    private readonly BigInteger _number;
    private readonly StringBuilder _text = new();
    private int _at;
    private bool _isUsed;
    private bool _isReordered;

    private GoPrintf(string format, BigInteger number) => (_format, _number) = (format, number);

    public static string Format(string format, long number) => new GoPrintf(format, number).Print();

    private string Print()
    {
        while (_at < _format.Length)
        {
            var percent = _format.IndexOf('%', _at);
            if (percent < 0) percent = _format.Length;
            _text.Append(_format, _at, percent - _at);
            _at = percent + 1;
            if (percent < _format.Length) PrintVerb();
        }
        if (!_isUsed && !_isReordered) _text.Append(CultureInfo.InvariantCulture, $"%!(EXTRA int={_number})");
        return _text.ToString();
    }

    private void PrintVerb()
    {
        var flags = Flags();
        var isIndexGood = TakeIndex();
        flags = flags with { Width = TakeNumber() };
        if (Take('.')) flags = flags with { Precision = TakeNumber() ?? 0 };
        isIndexGood &= TakeIndex();
        if (_at >= _format.Length)
        {
            _text.Append("%!(NOVERB)");
            return;
        }
        var rune = Rune.GetRuneAt(_format, _at);
        _at += rune.Utf16SequenceLength;
        if (rune.Value == '%') _text.Append('%');
        else if (!isIndexGood) _text.Append(CultureInfo.InvariantCulture, $"%!{rune}(BADINDEX)");
        else if (_isUsed) _text.Append(CultureInfo.InvariantCulture, $"%!{rune}(MISSING)");
        else Use(rune, flags);
    }

    private void Use(Rune verb, PrintfFlags flags)
    {
        _isUsed = true;
        _text.Append(verb.Value switch
        {
            'd' or 'v' => flags.Integer(_number, 10, ""),
            'b' => flags.Integer(_number, 2, "0b"),
            'o' => flags.Integer(_number, 8, "0"),
            'O' => (flags with { IsAlternate = true }).Integer(_number, 8, "0o"),
            'x' => flags.Integer(_number, 16, "0x"),
            'X' => flags.Integer(_number, 16, "0X").ToUpperInvariant(),
            'c' => flags.Pad(Character().ToString()),
            'q' => flags.Pad($"'{Character()}'"),
            'U' => flags.Pad($"U+{(long)_number:X4}"),
            _ => $"%!{verb}(int={flags.Integer(_number, 10, "")})",
        });
    }

    private Rune Character() => _number >= 0 && _number <= 0x10FFFF && Rune.IsValid((int)_number) ? new Rune((int)_number) : Rune.ReplacementChar;

    private PrintfFlags Flags()
    {
        var flags = new PrintfFlags();
        for (; _at < _format.Length; _at++)
        {
            switch (_format[_at])
            {
                case '-': flags = flags with { IsLeft = true }; break;
                case '+': flags = flags with { HasPlus = true }; break;
                case '#': flags = flags with { IsAlternate = true }; break;
                case ' ': flags = flags with { HasSpace = true }; break;
                case '0': flags = flags with { HasZeros = true }; break;
                default: return flags;
            }
        }
        return flags;
    }

    /// <summary>An explicit <c>[1]</c>: false for any other.</summary>
    private bool TakeIndex()
    {
        if (!Take('[')) return true;
        _isReordered = true;
        var close = _format.IndexOf(']', _at);
        if (close < 0) return false;
        var index = _format[_at..close];
        _at = close + 1;
        _isUsed = false;
        return index == "1";
    }

    private int? TakeNumber()
    {
        var start = _at;
        while (_at < _format.Length && char.IsAsciiDigit(_format[_at])) _at++;
        return int.TryParse(_format.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Widest ? number : null;
    }

    private bool Take(char c)
    {
        if (_at >= _format.Length || _format[_at] != c) return false;
        _at++;
        return true;
    }
}
