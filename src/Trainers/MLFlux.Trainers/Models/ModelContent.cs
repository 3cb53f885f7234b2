using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using MLFlux.Files;

namespace MLFlux.Models;

/// <summary>
/// A model as the files that stand for it in ML.NET's zip: <c>Network.json</c>, <c>Weights.safetensors</c>, <c>History.json</c>
/// and, where they were kept, <c>Optimizer.safetensors</c> and the mean training row, <c>Baseline.safetensors</c>.
/// None holds code or names a type.
/// </summary>
internal static class ModelContent
{
    public const string Network = "Network.json";
    public const string Weights = "Weights.safetensors";
    public const string History = "History.json";
    public const string Optimizer = "Optimizer.safetensors";
    public const string Baseline = "Baseline.safetensors";

    private const string MeanRow = "mean";

    private static readonly JsonTypeInfo<NetworkManifest> s_networkFile = StrictJson.Contract<NetworkManifest>(ModelJson.Default);
    private static readonly JsonTypeInfo<TrainingHistory> s_history = StrictJson.Contract<TrainingHistory>(ModelJson.Default);

    private static readonly string Version =
        typeof(ModelContent).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <param name="model">The model.</param>
    /// <param name="write">Makes an entry of a name and lets its content be written.</param>
    public static void Write(NeuralNetworkModel model, Action<string, Action<Stream>> write)
    {
        var file = new NetworkManifest
        {
            Format = NetworkManifest.FormatOf(model),
            WrittenBy = Version,
            Task = model.Task,
            InputShape = [.. model.InputShape],
            ByteFeatures = model.Network.InputsHead is null && model.Inputs.Columns[0].Kind == InputKind.Bytes ? true : null,
            InputKinds = model.Network.InputsHead is null ? null : [.. model.Inputs.Columns.Select(column => column.Kind)],
            Network = JsonNode.Parse(NetworkJson.Write(model.Network))!,
            Training = model.Training,
            TargetMeans = model.TargetScale?.Means,
            TargetDeviations = model.TargetScale?.Deviations,
            Quantiles = model.Quantiles is { } levels ? [.. levels] : null,
            QuantileShifts = model.QuantileShifts is { } shifts ? [.. shifts] : null,
            Classes = model.Classes,
            Heads = model.Outputs is { } outputs ? [.. outputs.Heads.Select(HeadManifest.Of)] : null,
            Temperature = model.Temperature,
            ScoreThreshold = model.ScoreThreshold,
            ScoreThresholds = model.ScoreThresholds is { } thresholds ? [.. thresholds] : null,
            Views = model.Views is { } views ? ViewsManifest.Of(views) : null,
            Baseline = model.Baseline is null ? null : true,
            OptimizerState = model.OptimizerState is { } state ? new OptimizerRecord(state.Optimizer, state.Numbers) : null,
        };
        write(Network, stream => JsonSerializer.Serialize(stream, file, ModelJson.Default.NetworkManifest));
        write(Weights, stream => Safetensors.Write(stream, model.Weights));
        write(History, stream => JsonSerializer.Serialize(stream, model.History, ModelJson.Default.TrainingHistory));
        if (model.OptimizerState is not null)
            write(Optimizer, stream => Safetensors.Write(stream, model.OptimizerState.Tensors));
        if (model.Baseline is { } mean)
            write(Baseline, stream => Safetensors.Write(stream, [new NetworkWeight(MeanRow, model.InputShape, mean.ToArray())]));
    }

    /// <summary>Refuses a <c>Network.json</c> of a format that this version does not read.</summary>
    /// <exception cref="NewerFormatException">It is of a newer format.</exception>
    /// <exception cref="InvalidDataException">It says none.</exception>
    public static void CheckFormat(ModelParts parts)
    {
        (int format, string? writtenBy) = ReadFormat(parts.Read(Network, ModelParts.MostNetworkBytes, isChecked: false));
        if (format < 1)
            throw new InvalidDataException($"{Network} says no format version.");
        if (format > NetworkManifest.CurrentFormat)
        {
            throw new NewerFormatException(
                $"{Network} has format {format}, written by MLFlux {writtenBy}; this is MLFlux {Version}, which reads "
                + $"formats up to {NetworkManifest.CurrentFormat}. Install MLFlux {writtenBy} or later.");
        }
    }

    /// <summary>The format, 0 where none is said, and the version of MLFlux that wrote it.</summary>
    private static (int Format, string? WrittenBy) ReadFormat(byte[] network)
    {
        try
        {
            JsonNode? node = ReadNode(network) as JsonObject;
            int format = node?["format"] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
            return (format, node?["writtenBy"]?.ToString());
        }
        catch (InvalidOperationException fault)
        {
            // The names in an object are decoded when the first one is asked for, which may be later than it is parsed.
            throw new InvalidDataException($"{Network} has a name that is no UTF-8: {fault.Message}", fault);
        }
    }

    /// <param name="parts">The files.</param>
    /// <exception cref="InvalidDataException">A part is missing, or is not what this version writes.</exception>
    public static NeuralNetworkModel Read(ModelParts parts)
    {
        NetworkManifest file = StrictJson.Read(parts.Read(Network, ModelParts.MostNetworkBytes), Network, s_networkFile);
        Layer network = NetworkJson.Parse(file.Network.ToJsonString());
        Shape inputShape = ReadShape(file.InputShape);
        IReadOnlyList<ParameterDeclaration> parameters = Declared(network, inputShape);
        ModelChecks.Check(file, network.OutputShape(inputShape).Size);
        OutputLayout? outputs = HeadChecks.Read(file, network, inputShape);
        TargetScale? scale = ReadScale(
            file, outputs?.Heads.Sum(head => head.TargetWidth) ?? (file.Quantiles is null ? network.OutputShape(inputShape).Size : 1));
        InputLayout inputs = ReadInputs(file, network, inputShape);
        TrainingHistory history = StrictJson.Read(parts.Read(History, ModelParts.MostHistoryBytes), History, s_history);
        ModelChecks.Check(history, History);
        return new NeuralNetworkModel(
            file.Task, network, inputs, parts.ReadWeights(Weights, parameters), history, file.Training,
            scale, file.Classes, ReadOptimizer(parts, file.OptimizerState, parameters))
        {
            Outputs = outputs,
            Quantiles = file.Quantiles,
            QuantileShifts = file.QuantileShifts,
            Temperature = file.Temperature,
            ScoreThreshold = file.ScoreThreshold,
            ScoreThresholds = file.ScoreThresholds,
            Views = file.Views?.Read(inputs, file.Task),
            Baseline = file.Baseline == true
                ? [.. parts.ReadWeights(Baseline, [new ParameterDeclaration(MeanRow, inputShape, Initializers.Zeros, 1, 1)])[0].Values.Span]
                : null,
        };
    }

    /// <summary>The columns that the network reads; of one that it reads as it is, the files keep no name.</summary>
    private static InputLayout ReadInputs(NetworkManifest file, Layer network, Shape inputShape)
    {
        if (network.InputsHead is not { } head)
        {
            if (file.InputKinds is not null)
                throw new InvalidDataException($"{Network} has inputKinds, but no Inputs at the head of its network.");
            return InputLayout.Alone(new InputColumn(
                new NeuralNetworkOptions().FeatureColumnName, inputShape,
                file.ByteFeatures == true ? InputKind.Bytes : InputKind.Numbers));
        }

        if (file.InputKinds?.Count != head.Columns.Length || file.ByteFeatures is not null)
        {
            throw new InvalidDataException(
                $"{Network} has {head.Columns.Length} columns in Inputs, but {file.InputKinds?.Count ?? 0} inputKinds.");
        }

        InputLayout layout = InputLayout.Of(head, file.InputKinds);
        return layout.Shape.Equals(inputShape) ? layout
            : throw new InvalidDataException($"{Network} has an input shape of {inputShape}, but columns of {layout.Shape} values.");
    }

    private static OptimizerState? ReadOptimizer(ModelParts parts, OptimizerRecord? record,
        IReadOnlyList<ParameterDeclaration> parameters) =>
        record is null ? null : new OptimizerState(record.Optimizer, parts.ReadState(Optimizer, parameters), record.Numbers);

    private static JsonNode? ReadNode(byte[] content)
    {
        try
        {
            return JsonNode.Parse(content, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{Network} is not JSON: {exception.Message}", exception);
        }
    }

    private static Shape ReadShape(int[] dimensions)
    {
        try
        {
            return new Shape(dimensions);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{Network} has an input shape that is none: {exception.Message}", exception);
        }
    }

    /// <summary>What the network declares, which fits its input and asks for no more memory than a network may.</summary>
    private static IReadOnlyList<ParameterDeclaration> Declared(Layer network, Shape inputShape)
    {
        try
        {
            ValueLimit.Check(network, inputShape);
            return network.Parameters(inputShape);
        }
        catch (NetworkShapeException exception)
        {
            throw new InvalidDataException($"{Network} has a network that does not fit its input: {exception.Message}", exception);
        }
    }

    private static TargetScale? ReadScale(NetworkManifest file, int width)
    {
        if (file.TargetMeans is null && file.TargetDeviations is null)
            return null;

        if (file.TargetMeans?.Length != width || file.TargetDeviations?.Length != width)
            throw new InvalidDataException($"{Network} has a target scale of another width than the label's {width}.");
        var scale = new TargetScale(file.TargetMeans, file.TargetDeviations);
        return scale.Fault is string fault ? throw new InvalidDataException($"{Network} has a target scale that is none: {fault}.") : scale;
    }
}
