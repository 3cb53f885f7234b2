using MLFlux.Construction;
using MLFlux.Models;

namespace MLFlux.Onnx;

/// <summary>A fitted network as ONNX operators.</summary>
internal static class OnnxNetwork
{
    /// <summary>Adds the network without the final function of its task, which belongs to the task's columns.</summary>
    /// <param name="model">The network and its weights.</param>
    /// <param name="columns">The columns that it reads: [rows, ...the column's dimensions] each.</param>
    /// <param name="graph">Takes the operators.</param>
    /// <returns>The raw outputs, divided by the model's temperature where it has one: [rows, width].</returns>
    /// <exception cref="NotSupportedException">A layer or an activation has no form in ONNX; the message names it.</exception>
    public static string Export(NeuralNetworkModel model, string[] columns, OnnxGraph graph)
    {
        ViewMaps? views = ViewMaps.Of(model);
        if (views is not null)
            columns = OnnxViews.Below(columns, views, model.Inputs, graph);
        var scope = new OnnxScope(graph, model.Weights.ToDictionary(weight => weight.Name)) { Columns = columns };
        string outputs = LayerExporters.Export(OutputHead.Of(model.Network, model.Task).Body, model.InputShape, columns[0], scope);
        if (views is not null)
            outputs = OnnxViews.Mean(outputs, views.Count, model.OutputWidth, graph);
        return model.Temperature is double temperature ? graph.Divide(outputs, graph.Number(temperature)) : outputs;
    }
}
