namespace MLFlux.Training;

/// <summary>A row of the table of options, of a type.</summary>
/// <param name="name">The name of the property.</param>
/// <param name="get">Reads it.</param>
/// <param name="with">Copies the options with another value.</param>
/// <param name="resume">What it means to a fit that goes on.</param>
/// <param name="code">The value, which is neither null nor the default, as C#; null for options that have no such form.</param>
internal sealed class TrainingOption<T>(
    string name,
    Func<NeuralNetworkOptions, T> get,
    Func<NeuralNetworkOptions, T, NeuralNetworkOptions> with,
    ResumeUse resume,
    Func<T, string?>? code = null) : TrainingOption(name, resume)
{
    private static readonly NeuralNetworkOptions s_defaults = new();

    private readonly T _default = get(s_defaults);

    public override bool IsSet(NeuralNetworkOptions options) => !IsNothing(get(options))
        && !EqualityComparer<T>.Default.Equals(get(options), _default);

    public override string? Code(NeuralNetworkOptions options) => code?.Invoke(get(options));

    public override string Text(NeuralNetworkOptions options) => IsNothing(get(options)) ? OptionTable.NotSet : Code(options)
        ?? $"{get(options)}";

    public override NeuralNetworkOptions WithDefault(NeuralNetworkOptions options) => with(options, _default);

    private static bool IsNothing(T value) => value is null or System.Collections.ICollection { Count: 0 };
}
