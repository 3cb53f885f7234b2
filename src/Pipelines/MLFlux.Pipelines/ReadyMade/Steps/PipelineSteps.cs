using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Text;
using MLFlux.Construction;

namespace MLFlux.ReadyMade;

/// <summary>The estimators that ready pipelines are made of, each beside the code that makes it.</summary>
internal static class PipelineSteps
{
    public const string Features = "Features";

    public static PipelineStep MapToBoolean<T>(string column, T no, T yes)
        where T : notnull => new(
        $"ml.Transforms.Conversion.MapValue({CodeText.Text(column)}, new Dictionary<{TypeName<T>()}, bool> {{ [{CodeText.Value(no)}] = "
        + $"false, [{CodeText.Value(yes)}] = true }})",
        ml => ml.Transforms.Conversion.MapValue(column, new Dictionary<T, bool> { [no] = false, [yes] = true }));

    public static PipelineStep MapFromBoolean(string column, string no, string yes) => new(
        $"ml.Transforms.Conversion.MapValue({CodeText.Text(column)}, new Dictionary<bool, string> {{ [false] = {CodeText.Text(no)}, "
        + $"[true] = {CodeText.Text(yes)} }})",
        ml => ml.Transforms.Conversion.MapValue(column, new Dictionary<bool, string> { [false] = no, [true] = yes }));

    /// <summary>Gives each text of a column another; those that have none become empty.</summary>
    public static PipelineStep MapTexts(string column, IReadOnlyDictionary<string, string> texts) => new(
        $"ml.Transforms.Conversion.MapValue({CodeText.Text(column)}, new Dictionary<string, string> {{ "
        + $"{string.Join(", ", texts.Select(one => $"[{CodeText.Text(one.Key)}] = {CodeText.Text(one.Value)}"))} }})",
        ml => ml.Transforms.Conversion.MapValue(column, texts));

    public static PipelineStep MapValueToKey(string column) => new(
        $"ml.Transforms.Conversion.MapValueToKey({CodeText.Text(column)}, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)",
        ml => ml.Transforms.Conversion.MapValueToKey(column, keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue));

    public static PipelineStep TokenizeIntoWords(string column, char separator) => new(
        $"ml.Transforms.Text.TokenizeIntoWords({CodeText.Text(column)}, separators: ['{separator}'])",
        ml => ml.Transforms.Text.TokenizeIntoWords(column, separators: [separator]));

    public static PipelineStep MapKeyToValue(string column) => new(
        $"ml.Transforms.Conversion.MapKeyToValue({CodeText.Text(column)})",
        ml => ml.Transforms.Conversion.MapKeyToValue(column));

    /// <summary>A step of the label, which rows to score pass by: they have none.</summary>
    public static PipelineStep IfPresent(string column, PipelineStep step) => new(
        $"ml.Transforms.IfPresent({CodeText.Text(column)}, {step.Code})",
        ml => ml.Transforms.IfPresent(column, step.Create(ml)));

    public static PipelineStep CopyColumns(string output, string input) => new(
        $"ml.Transforms.CopyColumns({CodeText.Text(output)}, {CodeText.Text(input)})",
        ml => ml.Transforms.CopyColumns(output, input));

    public static PipelineStep ToSingle(IReadOnlyList<ColumnPair> pairs) => new(
        $"ml.Transforms.Conversion.ConvertType({ColumnPair.Code(pairs)}, DataKind.Single)",
        ml => ml.Transforms.Conversion.ConvertType(ColumnPair.ToArray(pairs), DataKind.Single));

    public static PipelineStep ToDouble(IReadOnlyList<ColumnPair> pairs) => new(
        $"ml.Transforms.Conversion.ConvertType({ColumnPair.Code(pairs)}, DataKind.Double)",
        ml => ml.Transforms.Conversion.ConvertType(ColumnPair.ToArray(pairs), DataKind.Double));

    public static PipelineStep IndicateMissingValues(IReadOnlyList<ColumnPair> pairs) => new(
        $"ml.Transforms.IndicateMissingValues({ColumnPair.Code(pairs)})",
        ml => ml.Transforms.IndicateMissingValues(ColumnPair.ToArray(pairs)));

    /// <summary>Puts 0 in the place of what is missing: the median of numbers that are scaled.</summary>
    public static PipelineStep ReplaceMissingValues(IReadOnlyList<ColumnPair> pairs) => new(
        $"ml.Transforms.ReplaceMissingValues({ColumnPair.Code(pairs)}, MissingValueReplacingEstimator.ReplacementMode.DefaultValue)",
        ml => ml.Transforms.ReplaceMissingValues(ColumnPair.ToArray(pairs), MissingValueReplacingEstimator.ReplacementMode.DefaultValue));

    public static PipelineStep NormalizeRobust(IReadOnlyList<ColumnPair> pairs, bool clip) => new(
        $"ml.Transforms.NormalizeRobust({ColumnPair.Code(pairs)}{(clip ? "" : ", clip: false")})",
        ml => ml.Transforms.NormalizeRobust(ColumnPair.ToArray(pairs), clip));

    public static PipelineStep OneHotEncoding(IReadOnlyList<ColumnPair> pairs) => new(
        $"ml.Transforms.Categorical.OneHotEncoding({ColumnPair.Code(pairs)})",
        ml => ml.Transforms.Categorical.OneHotEncoding(ColumnPair.ToArray(pairs)));

    /// <summary>A slot for each value that a vector of texts may have.</summary>
    public static PipelineStep OneHotBag(string column) => new(
        $"ml.Transforms.Categorical.OneHotEncoding({CodeText.Text(column)}, outputKind: OneHotEncodingEstimator.OutputKind.Bag)",
        ml => ml.Transforms.Categorical.OneHotEncoding(column, outputKind: OneHotEncodingEstimator.OutputKind.Bag));

    public static PipelineStep SplitChoices(ColumnPair pair, char separator) => new(
        $"ml.Transforms.Text.SplitChoices({CodeText.Text(pair.Output)}, {CodeText.Text(pair.Input)}, separator: '{separator}')",
        ml => ml.Transforms.Text.SplitChoices(pair.Output, pair.Input, separator));

    public static PipelineStep OneHotHashEncoding(IReadOnlyList<ColumnPair> pairs, int bits) => new(
        $"ml.Transforms.Categorical.OneHotHashEncoding({ColumnPair.Code(pairs)}, numberOfBits: {bits})",
        ml => ml.Transforms.Categorical.OneHotHashEncoding(ColumnPair.ToArray(pairs), numberOfBits: bits));

    /// <summary>Leaves out the slots that are not 0 in fewer rows.</summary>
    public static PipelineStep SelectFrequentFeatures(IReadOnlyList<ColumnPair> pairs, int least) => new(
        $"ml.Transforms.SelectFrequentFeatures({ColumnPair.Code(pairs)}, minimumRows: {least})",
        ml => ml.Transforms.SelectFrequentFeatures(ColumnPair.ToArray(pairs), least));

    public static PipelineStep MapKeyToVector(IReadOnlyList<ColumnPair> pairs) => new(
        $"ml.Transforms.Conversion.MapKeyToVector({ColumnPair.Code(pairs)})",
        ml => ml.Transforms.Conversion.MapKeyToVector(ColumnPair.ToArray(pairs)));

    public static PipelineStep DateParts(ColumnPair pair) => new(
        $"ml.Transforms.DateParts({CodeText.Text(pair.Output)}, {CodeText.Text(pair.Input)})",
        ml => ml.Transforms.DateParts(pair.Output, pair.Input));

    /// <summary>Words and pairs of words only: sequences of letters would take most of the slots.</summary>
    public static PipelineStep FeaturizeText(ColumnPair pair, int mostNgrams) => new(
        $$"""
        ml.Transforms.Text.FeaturizeText({{CodeText.Text(pair.Output)}}, new TextFeaturizingEstimator.Options
        {
            CharFeatureExtractor = null,
            WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 2, MaximumNgramsCount = [{{mostNgrams}}] },
        }, {{CodeText.Text(pair.Input)}})
        """.ReplaceLineEndings("\n"),
        ml => ml.Transforms.Text.FeaturizeText(pair.Output, new TextFeaturizingEstimator.Options
        {
            CharFeatureExtractor = null,
            WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 2, MaximumNgramsCount = [mostNgrams] },
        }, pair.Input));

    /// <summary>Slots as loud as they have to do with the label, at most so many of them.</summary>
    public static PipelineStep WeighFeatures(string column, string label, int most) => new(
        $"ml.Transforms.WeighFeatures({CodeText.Text(column)}, labelColumnName: {CodeText.Text(label)}, maximumFeatures: {most})",
        ml => ml.Transforms.WeighFeatures(column, labelColumnName: label, maximumFeatures: most));

    /// <summary>The slots that have to do with the label, at most so many of them.</summary>
    public static PipelineStep SelectFeatures(string column, string label, int most) => new(
        $"ml.Transforms.SelectFeatures({CodeText.Text(column)}, labelColumnName: {CodeText.Text(label)}, maximumFeatures: {most})",
        ml => ml.Transforms.SelectFeatures(column, labelColumnName: label, maximumFeatures: most));

    public static PipelineStep NormalizeLpNorm(string column) => new(
        $"ml.Transforms.NormalizeLpNorm({CodeText.Text(column)})", ml => ml.Transforms.NormalizeLpNorm(column));

    /// <param name="pair">The columns.</param>
    /// <param name="options">How texts become tokens.</param>
    /// <param name="code">The options as they are written in code; null for all that differs from the defaults.</param>
    public static PipelineStep TokensToVector(ColumnPair pair, TokensToVectorOptions options, string? code = null) => new(
        $"ml.Transforms.Text.TokensToVector({CodeText.Text(pair.Output)}, {CodeText.Text(pair.Input)}, {code ?? OptionsCode.Of(options)})",
        ml => ml.Transforms.Text.TokensToVector(pair.Output, pair.Input, options));

    /// <summary>How often each key is there, for trees.</summary>
    public static PipelineStep CountKeys(ColumnPair pair) => new(
        $"ml.Transforms.Conversion.MapKeyToVector({CodeText.Text(pair.Output)}, {CodeText.Text(pair.Input)}, outputCountVector: true)",
        ml => ml.Transforms.Conversion.MapKeyToVector(pair.Output, pair.Input, outputCountVector: true));

    public static PipelineStep ImageToVector(string output, string column, ImageToVectorOptions options) => new(
        $"ml.Transforms.ImageToVector({CodeText.Text(output)}, {CodeText.Text(column)}, {OptionsCode.Of(options)})",
        ml => ml.Transforms.ImageToVector(output, column, options));

    public static PipelineStep Concatenate(IReadOnlyList<string> columns, string output = Features) => new(
        $"ml.Transforms.Concatenate({CodeText.Text(output)}, {CodeText.List(columns.Select(CodeText.Text))})",
        ml => ml.Transforms.Concatenate(output, [.. columns]));

    /// <summary>The trainer; its code takes the network and the options by the names <c>network</c> and <c>training</c>.</summary>
    public static PipelineStep Trainer(PipelinePlan plan) => new(
        $"ml.{plan.Label.Task}.Trainers.NeuralNetwork(network, training)",
        ml => NeuralNetworkTrainer.Of(ml, plan.Label.Task, plan.Network, plan.Training));

    private static string TypeName<T>() => typeof(T) == typeof(string) ? "string" : typeof(T) == typeof(float) ? "float" : typeof(T).Name;
}
