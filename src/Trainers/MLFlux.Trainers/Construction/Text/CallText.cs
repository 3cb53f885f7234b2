using System.Globalization;

namespace MLFlux.Construction;

/// <summary>
/// A call as it is written in code, <c>Adam(learningRate: 0.01, beta1: 0.8)</c>: a name, and arguments that are numbers,
/// truth values or calls. This is how activations, initialisers, losses and optimizers stand in a model file.
/// </summary>
internal sealed class CallText
{
    private readonly string _text;
    private readonly List<(string? Name, string Value)> _arguments = [];
    private readonly HashSet<int> _read = [];

    /// <summary>Takes a text apart.</summary>
    /// <exception cref="InvalidDataException">The text is not a call.</exception>
    public CallText(string text)
    {
        _text = text;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        Name = open < 0 ? text : text[..open];
        if (Name.Length == 0 || !Name.All(char.IsAsciiLetterOrDigit) || (open >= 0 && text[^1] != ')'))
            throw new InvalidDataException($"'{text}' is not written as Name or Name(value, name: value).");
        if (open < 0 || text[(open + 1)..^1] is not string inner || string.IsNullOrWhiteSpace(inner))
            return;

        foreach (string argument in Arguments(inner))
        {
            // A colon within brackets belongs to a call within this one.
            int colon = argument.Split('(')[0].IndexOf(':', StringComparison.Ordinal);
            _arguments.Add(colon < 0
                ? (null, argument.Trim())
                : (argument[..colon].Trim(), argument[(colon + 1)..].Trim()));
        }
    }

    /// <summary>What is called.</summary>
    public string Name { get; }

    /// <summary>The numeric argument of that name, or at that place when it was given without a name.</summary>
    public double Number(string name, int position, double absent)
    {
        if (Find(name, position) is not string value)
            return absent;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new InvalidDataException($"'{_text}': {name} is a number, got '{value}'.");
    }

    /// <summary>The whole number of that name, or at that place when it was given without a name.</summary>
    public int Count(string name, int position, int absent)
    {
        if (Find(name, position) is not string value)
            return absent;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : throw new InvalidDataException($"'{_text}': {name} is a whole number from 0, got '{value}'.");
    }

    /// <summary>The argument of that name as it stands: a call in its turn. Null where it was not given.</summary>
    public string? Text(string name) => Find(name, int.MaxValue);

    /// <summary>The arguments without a name as they stand, in their order: calls in their turn.</summary>
    public IEnumerable<string> Texts()
    {
        for (int i = 0; i < _arguments.Count; i++)
        {
            if (_arguments[i].Name is null && _read.Add(i))
                yield return _arguments[i].Value;
        }
    }

    /// <summary>The numbers that were given without a name, in their order.</summary>
    public double[] Numbers() => [.. Texts().Select(value => double.TryParse(
        value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new InvalidDataException($"'{_text}': {Name} takes numbers, got '{value}'."))];

    /// <summary>The truth value of that name, or at that place when it was given without a name.</summary>
    public bool Flag(string name, int position, bool absent)
    {
        if (Find(name, position) is not string value)
            return absent;
        return bool.TryParse(value, out bool flag)
            ? flag
            : throw new InvalidDataException($"'{_text}': {name} is true or false, got '{value}'.");
    }

    /// <summary>Makes sure that nothing was given that nobody asked for.</summary>
    /// <exception cref="InvalidDataException">An argument is unknown, or was given twice.</exception>
    public void EnsureAllRead()
    {
        for (int i = 0; i < _arguments.Count; i++)
        {
            if (!_read.Contains(i))
                throw new InvalidDataException($"'{_text}': {Name} does not take '{_arguments[i].Name ?? _arguments[i].Value}' here.");
        }
    }

    /// <summary>What the commas separate that stand in no brackets.</summary>
    private static IEnumerable<string> Arguments(string text)
    {
        int start = 0, depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private string? Find(string name, int position)
    {
        int index = _arguments.FindIndex(a => a.Name == name);
        if (index < 0 && position < _arguments.Count && _arguments[position].Name is null)
            index = position;
        if (index < 0)
            return null;
        _read.Add(index);
        return _arguments[index].Value;
    }
}
