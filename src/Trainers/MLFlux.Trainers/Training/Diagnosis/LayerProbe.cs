using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>Looks at what each module of a network gives for a batch.</summary>
internal static class LayerProbe
{
    /// <summary>Runs the network, and lets every innermost module's output be seen, in the order in which they compute.</summary>
    /// <param name="network">The network; its mode is left as it is.</param>
    /// <param name="features">A batch.</param>
    /// <param name="see">Is given a module's name in the model, the module, and its output.</param>
    public static void Run(nn.Module<Tensor, Tensor> network, Tensor features, Action<string, nn.Module, Tensor> see)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        List<Action> removals = [];
        try
        {
            foreach ((string name, nn.Module module) in network.named_modules().Append(("", network)))
            {
                if (module is nn.Module<Tensor, Tensor> layer && !layer.named_children().Any())
                {
                    nn.Module<Tensor, Tensor>.HookRemover remover = layer.register_forward_hook((_, _, output) =>
                    {
                        see(name, layer, output);
                        return output;
                    });
                    removals.Add(remover.remove);
                }
            }

            network.call(features);
        }
        finally
        {
            removals.ForEach(remove => remove());
        }
    }

    /// <summary>The module, as <c>Dense '2'</c>, that is the first to give a value that is not finite; null where none does.</summary>
    public static string? FirstNonFinite(nn.Module<Tensor, Tensor> network, Tensor features)
    {
        string? first = null;
        Run(network, features, (name, module, output) =>
        {
            if (first is null && !output.isfinite().all().item<bool>())
                first = Describe(name, module);
        });
        return first;
    }

    /// <summary>A module by its kind and its name in the model.</summary>
    public static string Describe(string name, nn.Module module) => name.Length == 0 ? module.GetName() : $"{module.GetName()} '{name}'";
}
