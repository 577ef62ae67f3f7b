package io.lunbo.picture;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A boosted cascade of Haar features (Viola and Jones), as OpenCV's training writes it.
 *
 * @param width of its window
 * @param height of its window
 * @param stages which a window has to pass one after the other
 */
record Cascade(int width, int height, List<Stage> stages) {
    /** A sum of votes that has to be reached. */
    record Stage(float threshold, Tree[] trees) {}

    /**
     * One vote. A branch of 0 or less is the leaf of that number without its sign.
     *
     * @param branches left and right of each node
     */
    record Tree(int[] branches, Feature[] features, float[] thresholds, float[] leaves) {}

    /** Weighted sums of brightness in rectangles: x, y, width and height of each. */
    record Feature(int[] rectangles, float[] weights) {}

    /** Reads one; an {@link IllegalStateException} where the file is of another kind. */
    static Cascade read(InputStream xml) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder().parse(xml).getDocumentElement();
            Element cascade = child(root, "cascade");
            if (!text(cascade, "featureType").equals("HAAR")) {
                throw new IllegalStateException("a cascade of other features");
            }
            List<Feature> features = children(child(cascade, "features")).stream()
                    .map(Cascade::feature)
                    .toList();
            List<Stage> stages = children(child(cascade, "stages")).stream()
                    .map(stage -> stage(stage, features))
                    .toList();
            return new Cascade(
                    Integer.parseInt(text(cascade, "width")), Integer.parseInt(text(cascade, "height")), stages);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    private static Feature feature(Element feature) {
        List<Element> rectangles = children(child(feature, "rects"));
        int[] places = new int[rectangles.size() * 4];
        float[] weights = new float[rectangles.size()];
        for (int i = 0; i < weights.length; i++) {
            String[] numbers = words(rectangles.get(i).getTextContent());
            for (int j = 0; j < 4; j++) {
                places[i * 4 + j] = Integer.parseInt(numbers[j]);
            }
            weights[i] = Float.parseFloat(numbers[4]);
        }
        Element tilted = child(feature, "tilted");
        if (tilted != null && !tilted.getTextContent().strip().equals("0")) {
            throw new IllegalStateException("a cascade of tilted features");
        }
        return new Feature(places, weights);
    }

    private static Stage stage(Element stage, List<Feature> features) {
        Tree[] trees = children(child(stage, "weakClassifiers")).stream()
                .map(tree -> tree(tree, features))
                .toArray(Tree[]::new);
        return new Stage(Float.parseFloat(text(stage, "stageThreshold")), trees);
    }

    private static Tree tree(Element tree, List<Feature> features) {
        String[] nodes = words(text(tree, "internalNodes"));
        String[] values = words(text(tree, "leafValues"));
        int count = nodes.length / 4;
        int[] branches = new int[count * 2];
        Feature[] used = new Feature[count];
        float[] thresholds = new float[count];
        for (int i = 0; i < count; i++) {
            branches[i * 2] = Integer.parseInt(nodes[i * 4]);
            branches[i * 2 + 1] = Integer.parseInt(nodes[i * 4 + 1]);
            used[i] = features.get(Integer.parseInt(nodes[i * 4 + 2]));
            thresholds[i] = Float.parseFloat(nodes[i * 4 + 3]);
        }
        float[] leaves = new float[values.length];
        for (int i = 0; i < leaves.length; i++) {
            leaves[i] = Float.parseFloat(values[i]);
        }
        return new Tree(branches, used, thresholds, leaves);
    }

    private static String[] words(String text) {
        return text.strip().split("\\s+");
    }

    private static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }

    private static Element child(Element parent, String name) {
        return children(parent).stream()
                .filter(one -> one.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static List<Element> children(Element parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}
