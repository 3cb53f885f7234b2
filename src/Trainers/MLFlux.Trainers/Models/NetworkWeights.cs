using System.Globalization;
using System.Runtime.InteropServices;
using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Models;

/// <summary>Moves weights between a native module and a model.</summary>
internal static class NetworkWeights
{
    /// <summary>Copies weights and buffers out of a module, by name.</summary>
    public static IReadOnlyList<NetworkWeight> Read(nn.Module<Tensor, Tensor> module)
    {
        var weights = new List<NetworkWeight>();
        foreach ((string name, Tensor value) in Named(module))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor values = value.detach().cpu().to(ScalarType.Float32).contiguous();
            weights.Add(new NetworkWeight(name, UserModule.ShapeOf(value), MemoryMarshal.Cast<byte, float>(values.bytes).ToArray()));
        }

        return weights;
    }

    /// <summary>Builds the part of a model's network that gives raw scores, with the model's weights, in scoring mode.</summary>
    /// <exception cref="InvalidDataException">The weights are not those of the network.</exception>
    public static BuiltNetwork BuildForScoring(NeuralNetworkModel model, Device device)
    {
        Layer body = OutputHead.Of(model.Network, model.Task).Body;
        BuiltNetwork built = NetworkBuilder.Build(body, model.InputShape, seed: 0, device);
        try
        {
            Write(built.Module, model.Weights);
            built.Module.eval();
            return built;
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    /// <summary>Copies weights and buffers into a module.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing, left over, or of another shape; all of them are named.</exception>
    public static void Write(nn.Module<Tensor, Tensor> module, IReadOnlyList<NetworkWeight> weights)
    {
        (string Name, Tensor Value)[] targets = [.. Named(module)];
        Check(targets.Select(t => (t.Name, UserModule.ShapeOf(t.Value).ToString())), weights);

        Dictionary<string, NetworkWeight> byName = weights.ToDictionary(w => w.Name);
        using DisposeScope scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach ((string name, Tensor value) in targets)
            value.copy_(tensor(byName[name].Values.ToArray()).view(value.shape));
    }

    /// <summary>Copies some of the weights and buffers into a module, which has them all.</summary>
    public static void WriteSome(nn.Module<Tensor, Tensor> module, IReadOnlyList<NetworkWeight> weights)
    {
        Dictionary<string, Tensor> targets = Named(module).ToDictionary(t => t.Name, t => t.Value);
        using DisposeScope scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (NetworkWeight weight in weights)
            targets[weight.Name].copy_(tensor(weight.Values.ToArray()).view(targets[weight.Name].shape));
    }

    /// <summary>Copies weights and buffers into a module that is a part of the network that they are of, as far as it has them.</summary>
    public static void WriteOwn(nn.Module<Tensor, Tensor> module, IReadOnlyList<NetworkWeight> weights)
    {
        HashSet<string> own = [.. Named(module).Select(target => target.Name)];
        WriteSome(module, [.. weights.Where(weight => own.Contains(weight.Name))]);
    }

    /// <summary>Refuses weights that are not what a network declares.</summary>
    /// <exception cref="InvalidDataException">
    /// A tensor is missing, left over, doubled, of another shape, or holds a value that is not finite; all of them are named.
    /// </exception>
    public static void Check(IEnumerable<(string Name, string Shape)> expected, IReadOnlyList<NetworkWeight> weights)
    {
        ThrowIfAny(Faults(expected, weights));
    }

    /// <summary>Refuses names and shapes that are not what a network declares.</summary>
    /// <exception cref="InvalidDataException">A tensor is missing, left over, doubled or of another shape.</exception>
    public static void CheckShapes(IEnumerable<(string Name, string Shape)> expected, IReadOnlyList<(string Name, string Shape)> weights) =>
        ThrowIfAny(ShapeFaults(expected, weights));

    /// <summary>Everything in which weights are not what a network declares.</summary>
    public static List<string> Faults(IEnumerable<(string Name, string Shape)> expected, IReadOnlyList<NetworkWeight> weights) =>
        [.. ShapeFaults(expected, [.. weights.Select(w => (w.Name, w.Shape.ToString()))]), .. ValueFaults(weights)];

    /// <summary>Everything in which names and shapes are not what a network declares.</summary>
    public static List<string> ShapeFaults(IEnumerable<(string Name, string Shape)> expected,
        IReadOnlyList<(string Name, string Shape)> weights)
    {
        Dictionary<string, string> shapes = expected.ToDictionary(e => e.Name, e => e.Shape);
        var faults = new List<string>();
        faults.AddRange(weights.GroupBy(w => w.Name).Where(g => g.Count() > 1).Select(g => $"'{g.Key}' is there twice"));
        faults.AddRange(shapes.Keys.Except(weights.Select(w => w.Name)).Select(n => $"'{n}' is missing"));
        faults.AddRange(weights.Select(w => w.Name).Except(shapes.Keys).Select(n => $"'{n}' is not of this network"));
        faults.AddRange(weights
            .Where(w => shapes.TryGetValue(w.Name, out string? shape) && shape != w.Shape)
            .Select(w => $"'{w.Name}' is {w.Shape} instead of {shapes[w.Name]}"));
        return faults;
    }

    /// <summary>The weights with values that are not finite.</summary>
    public static IEnumerable<string> ValueFaults(IReadOnlyList<NetworkWeight> weights) => weights.Select(NonFinite).OfType<string>();

    private static void ThrowIfAny(List<string> faults)
    {
        if (faults.Count > 0)
            throw new InvalidDataException($"The weights do not fit the network: {FaultList.Join(faults)}.");
    }

    /// <summary>Names the first value of a tensor that is not finite, or null where all are.</summary>
    private static string? NonFinite(NetworkWeight weight)
    {
        ReadOnlySpan<float> values = weight.Values.Span;
        if (values.IsEmpty || float.IsFinite(TensorPrimitives.MaxMagnitude(values))) // NaN wins over any magnitude.
            return null;

        int place = 0;
        while (float.IsFinite(values[place]))
            place++;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"'{weight.Name}' holds {values[place]} (value {place + 1} of {values.Length}), which is no finite float32");
    }

    private static IEnumerable<(string Name, Tensor Value)> Named(nn.Module<Tensor, Tensor> module) =>
        module.named_parameters().Select(p => (p.name, (Tensor)p.parameter))
            .Concat(module.named_buffers().Select(b => (b.name, b.buffer)));
}
