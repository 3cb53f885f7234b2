using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A layer of your own, computed by a TorchSharp module: derive from it, and the layer stands wherever MLFlux's own do, as a
/// whole network or inside a chain. It is trained, validated, saved and loaded like them.
/// </summary>
/// <remarks>
/// <para>
/// The derived record is a description, as all layers are: immutable, safe for any thread, and equal when its settings are. What
/// <see cref="CreateModule(Shape)"/> makes belongs to MLFlux, which disposes it. Its parameters, float32 and named as TorchSharp
/// names them, are moved into the memory that the optimizer updates in one piece; those with <c>requires_grad</c> off stay as
/// they are. Buffers are saved with the weights, as float32.
/// </para>
/// <para>
/// A saved network names the record's type and its settings, and never causes a type to be loaded: a program that loads it
/// registers the layer first, <c>ml.RegisterLayer&lt;ResidualBlock&gt;(settings =&gt; …)</c>.
/// </para>
/// <para>
/// The module may be random, in its first weights and in training (dropout). Such numbers come from libtorch's generator, which
/// the process shares: a fit seeds it and gives it back as it was, so that fits are reproducible, unless two with such layers run
/// at once. A network with such a layer computes each batch in one piece, on libtorch's own threads. Its shape and parameters are
/// found by building the module once and running it on zeros, which loads libtorch; they are remembered with the object.
/// </para>
/// </remarks>
public abstract record ModuleLayer : Layer
{
    private static readonly ConditionalWeakTable<ModuleLayer, ConcurrentDictionary<Shape, IReadOnlyList<ParameterDeclaration>>> Declared =
        [];

    /// <summary>The name of the type, by which the layer is printed, saved and registered.</summary>
    internal sealed override string Name => GetType().Name;

    internal sealed override bool TakesIndices => true;

    /// <summary>
    /// The parameters of the module as it is when built, in its order; then its buffers, and whatever else is not learned.
    /// </summary>
    /// <exception cref="NetworkShapeException">The layer cannot take that shape, or its module gives another than it says.</exception>
    /// <exception cref="NotSupportedException">A parameter is not float32.</exception>
    public sealed override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Shape output = OutputShape(input);
        return Declared.GetOrCreateValue(this).GetOrAdd(input, _ => UserModule.Declare(this, input, output));
    }

    /// <summary>
    /// Makes the module for examples of shape <paramref name="input"/>, with fresh weights, in training mode, on the CPU.
    /// </summary>
    /// <param name="input">The shape of one example, without the batch dimension that the module's input begins with.</param>
    /// <returns>
    /// A module of [rows, ...input] → [rows, ...output]. What it gives is a tensor of its own: it may be disposed or changed
    /// without its input.
    /// </returns>
    protected abstract nn.Module<Tensor, Tensor> CreateModule(Shape input);

    /// <summary>
    /// Writes what makes this layer differ from others of its type, for the registered reader. The default writes nothing.
    /// </summary>
    /// <param name="settings">Takes numbers, texts, truth values, lists and objects by name.</param>
    protected virtual void WriteSettings(JsonObject settings)
    {
    }

    internal sealed override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        builder.Adopt(this, () => CreateModule(input));

    /// <summary>Makes the module by itself.</summary>
    internal nn.Module<Tensor, Tensor> CreateModuleAlone(Shape input) => CreateModule(input);

    internal sealed override void Write(JsonObject json)
    {
        json["layer"] = RegisteredLayers.JsonName;
        json["type"] = Name;
        json["settings"] = Settings();
    }

    internal sealed override string Print() =>
        $"{Name}({string.Join(", ", Settings().Select(setting => $"{setting.Key}: {setting.Value?.ToJsonString() ?? "null"}"))})";

    private JsonObject Settings()
    {
        var settings = new JsonObject();
        WriteSettings(settings);
        return settings;
    }
}
