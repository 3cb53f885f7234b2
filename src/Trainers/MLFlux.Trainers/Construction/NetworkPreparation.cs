using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Lets the layers of a network learn from training rows before the first epoch (<see cref="IPreparedModule"/>), each from the
/// rows as the layers before it give them.
/// </summary>
internal static class NetworkPreparation
{
    private const int MostRows = 10_000, LeastRows = 256;

    /// <summary>How many values the widest layer may give for all rows of the sample together: 16 MB of them, several times over.</summary>
    private const long MostValues = 1 << 22;

    /// <summary>How many rows a network is prepared from at the most; 0 where none of its layers asks for any.</summary>
    /// <param name="network">The description.</param>
    /// <param name="input">The shape of one example.</param>
    public static int Rows(Layer network, Shape input)
    {
        if (!network.Parameters(input).Any(parameter => parameter.IsPrepared))
            return 0;
        int widest = LayerSite.Of(network, input).Max(site => Math.Max(site.Input.Size, site.Output.Size));
        return (int)Math.Clamp(MostValues / widest, LeastRows, MostRows);
    }

    /// <summary>Makes sure that what is to begin as training rows say is in a layer that looks at them.</summary>
    /// <param name="network">The description.</param>
    /// <param name="input">The shape of one example.</param>
    /// <exception cref="NetworkShapeException">It is in another layer; the message names it.</exception>
    public static void Check(Layer network, Shape input)
    {
        foreach (LayerSite site in LayerSite.Of(network, input))
        {
            if (site.Layer is not ModuleLayer && !site.Layer.Children(site.Input).Any() && site.Layer.Parameters(site.Input)
                .FirstOrDefault(one => one.Initializer.LearnsFromRows && !one.IsPrepared) is { } weight)
            {
                throw new NetworkShapeException(
                    site.Layer, $"begins with {weight.Initializer}, which Conv without groups and Dense learn from the training rows, and "
                    + "no other layer does. Give it another initialiser.");
            }
        }
    }

    /// <summary>Prepares the layers in the order in which they compute; those behind the last of them do not.</summary>
    /// <param name="module">The network, with its first weights. Is left in the mode it was in.</param>
    /// <param name="rows">A sample of the training rows: [rows, ...the input shape].</param>
    /// <param name="given">Names of weights that are given already: a layer whose own are among them keeps them.</param>
    public static void Run(nn.Module<Tensor, Tensor> module, Tensor rows, IReadOnlySet<string> given)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        bool trains = module.training;
        List<Action> undo = [];
        HashSet<IPreparedModule> waiting = [];
        module.eval();
        try
        {
            foreach ((string name, nn.Module part) in module.named_modules().Append(("", module)))
            {
                // In training, a batch is normalised by its own means, so the sample is too. The sample's means are not kept.
                if (part is BatchNormModule)
                    undo.Add(Borrow(part));
                if (part is IPreparedModule prepared && !IsGiven(name, prepared, given) && waiting.Add(prepared))
                {
                    undo.Add(((nn.Module<Tensor, Tensor>)part)
                        .register_forward_pre_hook((_, input) => Prepare(prepared, input, waiting)).remove);
                }
            }

            if (waiting.Count > 0)
                module.call(rows);
        }
        catch (AllPreparedException)
        {
            // What the layers behind would give is of no use, and of many rows takes long and much memory.
        }
        finally
        {
            undo.ForEach(action => action());
            module.train(trains);
        }
    }

    private static Tensor Prepare(IPreparedModule module, Tensor input, HashSet<IPreparedModule> waiting)
    {
        module.Prepare(input);
        waiting.Remove(module);
        return waiting.Count > 0 ? input : throw new AllPreparedException();
    }

    private static bool IsGiven(string name, IPreparedModule module, IReadOnlySet<string> given) =>
        module.Prepared.All(tensor => given.Contains(name.Length == 0 ? tensor : $"{name}.{tensor}"));

    /// <summary>Ends a pass through a network of which nothing more is wanted.</summary>
    private sealed class AllPreparedException : Exception;

    /// <summary>Puts a module in training mode, and gives what brings its buffers back.</summary>
    private static Action Borrow(nn.Module module)
    {
        module.train();
        (Tensor Live, Tensor Before)[] buffers = [.. module.buffers().Select(buffer => (buffer, buffer.clone()))];
        return () =>
        {
            foreach ((Tensor live, Tensor before) in buffers)
                live.copy_(before);
        };
    }
}
