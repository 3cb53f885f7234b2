using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLFlux.Construction;
using MLFlux.MLNet;
using MLFlux.Models;

namespace MLFlux.Estimators;

/// <summary>What a fitted network is in a model file of ML.NET: the parts of its model, their digests, and its score columns.</summary>
internal static class TransformerFile
{
    private static readonly ModelFormat s_format = new(
        "neural network", "MLFXNNET", NeuralNetworkTransformer.LoaderSignature, typeof(NeuralNetworkTransformer), wasSealed: true);

    public static void Write(ModelSaveContext context, IHost host, NeuralNetworkModel model, TaskColumns columns)
    {
        var digests = new PartDigests();
        ModelContent.Write(
            model, (name, write) => context.SaveBinaryStream(name, writer => digests.Write(name, writer.BaseStream, write)));
        s_format.Write(context, body =>
        {
            body.Write(FeatureColumnsText(model));
            digests.Save(body);
            columns.Save(host, body);
        });
    }

    public static (NeuralNetworkModel Model, TaskColumns Columns) Read(IHostEnvironment environment, ModelLoadContext context) =>
        s_format.Read(context, body =>
        {
            string featureColumn = body.ReadString();
            if (string.IsNullOrWhiteSpace(featureColumn))
                throw new InvalidDataException("its feature column has no name.");
            PartDigests digests = PartDigests.Load(body);
            NeuralNetworkModel model = ReadModel(context, digests);
            TaskColumns columns = LearningTask.Of(model.Task).LoadColumns(environment, body, model);
            return (Named(model, featureColumn), columns);
        });

    /// <summary>What a file says before the model: the one feature column, or all those of <c>Inputs</c> once more.</summary>
    private static string FeatureColumnsText(NeuralNetworkModel model) =>
        string.Join(", ", model.Inputs.Columns.Select(column => column.Name));

    private static NeuralNetworkModel Named(NeuralNetworkModel model, string featureColumn)
    {
        if (model.Network.InputsHead is null)
            return model with { Inputs = model.Inputs.Named(featureColumn) };
        return featureColumn == FeatureColumnsText(model)
            ? model
            : throw new InvalidDataException($"its feature columns are '{featureColumn}', but the network's are {model.Inputs.Names}.");
    }

    /// <summary>Reads the model. Of a marked exception ML.NET keeps the message.</summary>
    private static NeuralNetworkModel ReadModel(ModelLoadContext context, PartDigests digests)
    {
        try
        {
            // The format is read first: the rest of a newer file may not be what this code expects.
            var parts = new ModelParts(new MLNetParts(context), digests);
            ModelContent.CheckFormat(parts);
            return ModelContent.Read(parts);
        }
        catch (Exception fault) when (fault is UnregisteredLayerException or NewerFormatException)
        {
            throw Contracts.Except(fault, fault.Message);
        }
    }
}
