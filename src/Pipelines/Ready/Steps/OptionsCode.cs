using System.Text;

namespace MLFlux.Ready;

/// <summary>Options as they are written in C#: what differs from the defaults. Callbacks cannot be written.</summary>
internal static class OptionsCode
{
    public static string Of(NeuralNetworkOptions options)
    {
        var defaults = new NeuralNetworkOptions();
        var lines = new List<string>();
        Add(nameof(options.LabelColumnName), options.LabelColumnName, defaults.LabelColumnName, CodeText.Text);
        Add(nameof(options.FeatureColumnName), options.FeatureColumnName, defaults.FeatureColumnName, CodeText.Text);
        Add(nameof(options.ExampleWeightColumnName), options.ExampleWeightColumnName, null, CodeText.Text!);
        Add(nameof(options.Optimizer), options.Optimizer, null, optimizer => $"{nameof(Optimizers)}.{optimizer}");
        Add(nameof(options.Schedule), options.Schedule, null, schedule => $"{nameof(Schedules)}.{schedule}");
        Add(nameof(options.Loss), options.Loss, null, loss => $"{nameof(Losses)}.{loss}");
        Add(nameof(options.BatchSize), options.BatchSize, defaults.BatchSize, size => CodeText.Value(size));
        Add(nameof(options.Epochs), options.Epochs, defaults.Epochs, epochs => CodeText.Value(epochs));
        Add(nameof(options.ValidationFraction), options.ValidationFraction, defaults.ValidationFraction, fraction => CodeText.Value(fraction));
        Add(nameof(options.EarlyStopping), options.EarlyStopping, null, Stopping!);
        Add(nameof(options.MemoryBudget), options.MemoryBudget, null, bytes => CodeText.Value(bytes!));
        if (options.Augmentation.Count > 0)
            lines.Add($"{nameof(options.Augmentation)} = {CodeText.List(options.Augmentation.Select(one => $"{nameof(Augmentations)}.{one}"))},");
        Add(nameof(options.Seed), options.Seed, null, seed => CodeText.Value(seed!));
        Add(nameof(options.KeepOptimizerState), options.KeepOptimizerState, defaults.KeepOptimizerState, keep => CodeText.Value(keep));
        Add(nameof(options.AccumulatedBatches), options.AccumulatedBatches, defaults.AccumulatedBatches, batches => CodeText.Value(batches));
        return Initializer(nameof(NeuralNetworkOptions), lines);

        void Add<T>(string name, T value, T absent, Func<T, string> code)
        {
            if (value is not null && !EqualityComparer<T>.Default.Equals(value, absent))
                lines.Add($"{name} = {code(value)},");
        }
    }

    public static string Of(ImageToVectorOptions options)
    {
        var lines = new List<string>();
        if (options.Width is int width)
            lines.Add($"{nameof(options.Width)} = {width},");
        if (options.Height is int height)
            lines.Add($"{nameof(options.Height)} = {height},");
        if (options.Fit != ImageFit.Fill)
            lines.Add($"{nameof(options.Fit)} = {nameof(ImageFit)}.{options.Fit},");
        if (options.Color is ImageColor color)
            lines.Add($"{nameof(options.Color)} = {nameof(ImageColor)}.{color},");
        if (options.AsBytes)
            lines.Add($"{nameof(options.AsBytes)} = true,");
        if (options.Unreadable != UnreadableImages.Fail)
            lines.Add($"{nameof(options.Unreadable)} = {nameof(UnreadableImages)}.{options.Unreadable},");
        return Initializer(nameof(ImageToVectorOptions), lines);
    }

    private static string Stopping(EarlyStopping stopping) => stopping.MinimumImprovement == 0
        ? $"new EarlyStopping(patience: {stopping.Patience})"
        : $"new EarlyStopping(patience: {stopping.Patience}, minimumImprovement: {CodeText.Value(stopping.MinimumImprovement)})";

    private static string Initializer(string type, IEnumerable<string> lines)
    {
        var code = new StringBuilder($"new {type}\n{{\n");
        foreach (string line in lines)
            code.Append(CodeText.Indent).Append(CodeText.Deeper(line, 1)).Append('\n');
        return code.Append('}').ToString();
    }
}
