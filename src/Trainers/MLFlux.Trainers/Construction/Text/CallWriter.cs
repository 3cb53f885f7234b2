using System.Globalization;
using System.Text;

namespace MLFlux.Construction;

/// <summary>Writes a call as it stands in code: <c>Conv((5, 5), 6, Relu, padding: (2, 2))</c>.</summary>
internal sealed class CallWriter(string name)
{
    private readonly StringBuilder _text = new(name + "(");
    private bool _any;

    public CallWriter Add(int value) => Append(null, value.ToString(CultureInfo.InvariantCulture));

    public CallWriter Add(string argument, int value) => Append(argument, value.ToString(CultureInfo.InvariantCulture));

    public CallWriter Add(string argument, double value) => Append(argument, CodeText.Number(value));

    /// <summary>Adds an argument that is not its default.</summary>
    public CallWriter AddUnless(string argument, double value, double absent) => value == absent ? this : Add(argument, value);

    public CallWriter AddUnless(string argument, bool value, bool absent) => value == absent ? this : Add(argument, value);

    public CallWriter Add(string argument, bool value) => Append(argument, CodeText.Flag(value));

    public CallWriter Add(string argument, string value) => Append(argument, CodeText.Text(value));

    public CallWriter Add(string argument, Schedule value) => Append(argument, value.ToString());

    public override string ToString() => _text + ")";

    private CallWriter Append(string? argument, string value)
    {
        if (_any)
            _text.Append(", ");
        if (argument is not null)
            _text.Append(argument).Append(": ");
        _text.Append(value);
        _any = true;
        return this;
    }
}
